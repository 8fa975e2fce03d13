using System.Text;
using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>What the broker says of a message that it set aside itself, in its header x-death.</summary>
internal static class BrokerDeath
{
    public const string Code = "poison.delivery-limit";

    /// <summary>Null unless the delivery limit was reached: then no process lived to describe the failure.</summary>
    public static FailureCause? Read(IReadOnlyBasicProperties properties, int attempt, DateTimeOffset now)
    {
        if (properties.Headers?.TryGetValue("x-death", out var header) != true || header is not IList<object?> { Count: > 0 } deaths
            || deaths[0] is not IDictionary<string, object?> death || Text(death, "reason") != "delivery_limit")
            return null;

        var at = death.TryGetValue("time", out var time) && time is AmqpTimestamp stamp && Moment(stamp.UnixTime) is { } told ? told : now;
        return new FailureCause(
            Code, "The broker handed the message out again and again, and no process lived to settle it.", null, null, attempt, at, at,
            FunctionOf(properties) ?? "unknown", "unknown");
    }

    /// <summary>Whose queue it came from; null when the broker does not say. A stranger can write the header too: only what looks like a queue counts.</summary>
    public static string? FunctionOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-death", out var header) == true && header is IList<object?> { Count: > 0 } deaths
        && deaths[0] is IDictionary<string, object?> death && Text(death, "queue") is { } queue && ForeignMail.IsPlain(queue)
            ? ForeignMail.FunctionOf(queue)
            : null;

    /// <summary>Null when no calendar has it.</summary>
    private static DateTimeOffset? Moment(long seconds) =>
        seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string? Text(IDictionary<string, object?> table, string name) =>
        table.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
