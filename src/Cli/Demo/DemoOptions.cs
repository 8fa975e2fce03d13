using ClearView.Cli.Node;
using ClearView.Cli.Verbs;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Cli.Demo;

/// <summary>How the demo runs.</summary>
internal sealed class DemoOptions
{
    public const string RabbitMq = "rabbitmq";

    /// <summary>embedded, rabbitmq (a private one) or an amqp:// address.</summary>
    public required string Broker { get; init; }

    public required int Processes { get; init; }

    /// <summary>Null makes a fresh folder and removes it at the end.</summary>
    public required string? Data { get; init; }

    /// <summary>Where its store is.</summary>
    public StorePlace Store { get; init; } = StorePlace.Folder;

    public required string Samples { get; init; }

    public required int Port { get; init; }

    /// <summary>Between two arrivals.</summary>
    public required TimeSpan Pace { get; init; }

    public required bool Once { get; init; }

    public required bool Json { get; init; }

    /// <summary>What the simulator does wrong, by name.</summary>
    public required string? Misbehave { get; init; }

    /// <summary>Whether the processes write which messages they handle.</summary>
    public bool HandlingLog { get; init; }

    public required TimeSpan Deadline { get; init; }

    /// <exception cref="UsageException">The options do not go together.</exception>
    public void Check()
    {
        if (Processes is not (1 or 4))
            throw new UsageException("--processes takes 1 or 4.");
        if (Broker == NodeOptions.Embedded && Processes != 1)
            throw new UsageException("The embedded broker serves one process. For four give --broker rabbitmq.");
        if (Broker is not (NodeOptions.Embedded or RabbitMq) && !Address.IsBroker(Broker))
            throw new UsageException("--broker takes 'embedded', 'rabbitmq' or an address such as amqp://user:password@host:5672/vhost.");
        if (Port is < 0 or > 65535)
            throw new UsageException("--port takes a number from 0 to 65535.");
        if (Misbehave?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except([.. Fault.All, "all"]).FirstOrDefault() is { } unknown)
            throw new UsageException($"'{unknown}' is nothing that the simulator does wrong. It knows: {string.Join(", ", Fault.All)}; or all.");
        if (!File.Exists(Path.Combine(Samples, "candidates.json")))
            throw new UsageException($"There are no samples in '{Samples}'. Name their folder with --samples.");
    }
}
