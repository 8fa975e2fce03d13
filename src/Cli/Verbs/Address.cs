namespace ClearView.Cli.Verbs;

/// <summary>Web addresses on the command line.</summary>
internal static class Address
{
    public static bool IsBroker(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps";

    /// <exception cref="UsageException">The text is no http or https address.</exception>
    public static Uri? Parse(string option, string? text) => text is null
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"{option} takes an address such as http://127.0.0.1:8090, not '{text}'.");
}
