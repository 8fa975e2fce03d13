using System.Globalization;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Arguments of queues and exchanges: numbers have several types on the wire and one in JSON, so that they are compared as text.</summary>
internal static class Arguments
{
    public const string QueueType = "x-queue-type";
    public const string DeliveryLimit = "x-delivery-limit";
    public const string DeadLetterExchange = "x-dead-letter-exchange";
    public const string DeadLetterRoutingKey = "x-dead-letter-routing-key";
    public const string DeadLetterStrategy = "x-dead-letter-strategy";
    public const string Overflow = "x-overflow";
    public const string MessageTtl = "x-message-ttl";
    public const string ConsumerTimeout = "x-consumer-timeout";

    /// <summary>Of a stream: how long it keeps what it has. Another one than intended breaks nothing by itself, and a policy can change it.</summary>
    public static bool IsRetention(string argument) => argument is "x-max-age" or "x-max-length-bytes" or "x-stream-max-segment-size-bytes";

    /// <summary>The broker's text of a refusal names in quotes the first argument that is other; empty when it names none.</summary>
    public static string Quoted(string text) => text.Split('\'') is [_, var quoted, ..] ? quoted : "";

    public static string Text(object? value) => value switch
    {
        null => "none",
        "" => "''",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string? TextOf(this IReadOnlyDictionary<string, object?> arguments, string name) =>
        arguments.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public static long? NumberOf(this IReadOnlyDictionary<string, object?> arguments, string name) =>
        long.TryParse(arguments.TextOf(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Those that are intended and are not, or are other, in the order of the intended ones, then those that nobody intended.</summary>
    public static IEnumerable<(string Name, string Is, string Intended)> Differences(
        IReadOnlyDictionary<string, object?> intended, IReadOnlyDictionary<string, object?> real) =>
        intended.Keys.Concat(real.Keys.Except(intended.Keys, StringComparer.Ordinal))
            .Select(name => (name, Text(real.GetValueOrDefault(name)), Text(intended.GetValueOrDefault(name))))
            .Where(difference => difference.Item2 != difference.Item3);
}
