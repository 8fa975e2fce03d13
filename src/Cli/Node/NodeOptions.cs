using ClearView.Cli.Verbs;
using ClearView.Messaging;

namespace ClearView.Cli.Node;

/// <summary>One process of an installation.</summary>
internal sealed class NodeOptions
{
    public const string Embedded = "embedded";

    public required Roles Roles { get; init; }

    /// <summary>"embedded" or an amqp:// or amqps:// address.</summary>
    public required string Broker { get; init; }

    public required DataFolder Data { get; init; }

    /// <summary>On 127.0.0.1; 0 takes a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Names this process's rows in the outbox.</summary>
    public required string Name { get; init; }

    /// <summary>Settings of the HR systems; null looks for hr-systems.json in the data folder.</summary>
    public string? HrSystems { get; init; }

    /// <summary>RabbitMQ's management API, without credentials.</summary>
    public Uri? Management { get; init; }

    /// <summary>What tenants get beside each other.</summary>
    public TenantShares Shares { get; init; } = TenantShares.Equal;

    /// <summary>How long the intake reads a file before it accepts it unread.</summary>
    public TimeSpan GlancePatience { get; init; } = GlanceAtDocument.Patience;

    public bool HandlingLog { get; init; }

    /// <summary>The supervisor's address, when the demo runs several processes.</summary>
    public string? Controls { get; init; }

    /// <summary>Samples whose originals the pages may show; null outside the demo.</summary>
    public string? Samples { get; init; }

    public bool IsEmbedded => Broker == Embedded;

    /// <exception cref="UsageException">The options do not go together.</exception>
    public void Check()
    {
        if (IsEmbedded && Roles != Roles.All)
        {
            throw new UsageException(
                "The embedded broker serves one process with all roles. For roles in several processes give --broker amqp://user:password@host:5672/vhost.");
        }

        if (!IsEmbedded && !Address.IsBroker(Broker))
            throw new UsageException("--broker takes 'embedded' or an address such as amqp://user:password@host:5672/vhost.");

        if (Port is < 0 or > 65535)
            throw new UsageException("--port takes a number from 0 to 65535.");

        if (HrSystems is not null && !File.Exists(HrSystems))
            throw new UsageException($"The settings '{HrSystems}' do not exist.");

        if (string.IsNullOrWhiteSpace(Name))
            throw new UsageException("--name takes a text.");
    }
}
