using System.Security.Cryptography;
using ClearView.Messaging.RabbitMq.Wire;
using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>A message that nobody here can read: not published by this library, or damaged. It becomes a dead letter under an envelope made for it.</summary>
internal static class ForeignMail
{
    public const string Code = FailureCause.Foreign;
    public const string Source = "foreign";
    public const string UnknownType = "foreign";

    /// <param name="function">Whose it was, where that is another than the queue's.</param>
    public static FailureCause Cause(string queue, string? function, string whatIsWrong, DateTimeOffset now) => new(
        Code, $"A message in '{queue}' was not published by ClearView or was damaged. {whatIsWrong}", null, null, 1, now, now, function ?? FunctionOf(queue), "unknown");

    /// <summary>Its own envelope where it can be read; else one with an id that follows from the content, so that a repeat makes the same dead letter.</summary>
    public static Envelope Envelope(string queue, IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            return WireEnvelope.Read(properties);
        }
        catch (Exception)
        {
            return new Envelope
            {
                Id = MessageId.TryParse(properties.MessageId, out var id) ? id : MessageId.Derive(Source, queue, Convert.ToHexStringLower(SHA256.HashData(body))),
                Type = IsPlain(properties.Type) ? properties.Type! : UnknownType,
                Source = Source,
                Time = now,
                Tenant = TenantId.Default,
                KeyId = "none",
            };
        }
    }

    public static string FunctionOf(string queue) =>
        queue.StartsWith("clearview.", StringComparison.Ordinal) ? queue["clearview.".Length..] : queue;

    // What a stranger wrote is shown to people and written to disk: only what looks like a wire name.
    public static bool IsPlain(string? name) =>
        name is { Length: > 0 and <= 100 } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
}
