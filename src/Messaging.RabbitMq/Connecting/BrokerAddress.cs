using System.Net;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>The parts of an AMQP address. Its text holds no credentials.</summary>
internal sealed class BrokerAddress
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string VirtualHost { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required bool Tls { get; init; }

    /// <exception cref="ArgumentException">Not an AMQP address; the text does not quote it, for it may hold a password.</exception>
    public static BrokerAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            throw Malformed("It must look like amqp://user:password@host:5672/vhost.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Malformed("Nothing may follow the virtual host; percent-encode '?' and '#'.");

        var path = uri.AbsolutePath.TrimStart('/');
        if (path.Contains('/', StringComparison.Ordinal))
            throw Malformed("It names more than one virtual host; percent-encode '/' as %2F.");

        var tls = uri.Scheme == "amqps";
        var login = uri.UserInfo.Split(':', 2);
        return new BrokerAddress
        {
            Host = uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : tls ? 5671 : 5672,
            VirtualHost = path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            User = login[0].Length == 0 ? "guest" : Uri.UnescapeDataString(login[0]),
            Password = login.Length == 2 ? Uri.UnescapeDataString(login[1]) : login[0].Length == 0 ? "guest" : "",
            Tls = tls,
        };
    }

    /// <exception cref="ArgumentException">Mail and password would cross a network in the clear.</exception>
    public void RefusePlainUnlessNamed(IReadOnlyList<string> plainHosts)
    {
        if (!Tls && !IsLoopback(Host) && !plainHosts.Contains(Host, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException(
                $"A connection to '{Host}' without TLS is refused. Use amqps://, or name the host in {nameof(RabbitMqOptions.PlainHosts)} if its network is safe.");
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public override string ToString() =>
        $"{(Tls ? "amqps" : "amqp")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Uri.EscapeDataString(VirtualHost)}";

    private static ArgumentException Malformed(string why) => new($"The broker's address is not valid. {why}");
}
