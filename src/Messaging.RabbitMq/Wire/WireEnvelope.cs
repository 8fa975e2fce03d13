using System.Buffers.Text;
using System.Text;
using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Wire;

/// <summary>
/// An envelope as AMQP properties. What AMQP has a property for stands there (message_id, type, app_id = source, correlation_id =
/// causationid, content_type); the other CloudEvents attributes are headers with the prefix cloudEvents_, and only those that are set:
/// every header costs at both ends and in the broker. specversion is 1.0 and not sent.
/// </summary>
internal static class WireEnvelope
{
    public const string AttemptHeader = "clearview-attempt";
    public const string CauseHeader = "clearview-cause";

    private const string Prefix = "cloudEvents_";
    private const string TimeHeader = Prefix + "time";
    private const string TenantHeader = Prefix + "tenant";
    private const string KeyIdHeader = Prefix + "keyid";
    private const string SourceVersionHeader = Prefix + "sourceversion";
    private const string SubjectHeader = Prefix + "subject";
    private const string OrderKeyHeader = Prefix + "orderkey";
    private const string TraceParentHeader = Prefix + "traceparent";
    private const string TraceStateHeader = Prefix + "tracestate";

    private const int LongestProperty = 255;
    private const int LongestState = 40 * 1024; // with all other headers and the cause it must fit into one frame

    /// <exception cref="ArgumentException">An attribute is longer than AMQP can carry, or than anybody would read it.</exception>
    public static BasicProperties Write(Envelope envelope, int attempt = 1, FailureCause? cause = null)
    {
        RefuseTooLong(envelope);
        var headers = new WireHeaders(HeadersOf(envelope, attempt, cause))
        {
            { TimeHeader, Time(envelope.Time) },
            { TenantHeader, envelope.Tenant.Value },
            { KeyIdHeader, envelope.KeyId },
        };
        if (envelope.SourceVersion != 0)
            headers.Add(SourceVersionHeader, envelope.SourceVersion);
        if (envelope.Subject is { } subject)
            headers.Add(SubjectHeader, subject);
        if (envelope.OrderKey is { } orderKey)
            headers.Add(OrderKeyHeader, orderKey);
        if (envelope.TraceParent is { } traceParent)
            headers.Add(TraceParentHeader, traceParent);
        if (envelope.TraceState is { } traceState)
            headers.Add(TraceStateHeader, traceState);
        if (attempt > 1)
            headers.Add(AttemptHeader, attempt);
        if (cause is not null)
            headers.Add(CauseHeader, WireCause.Write(cause));

        var properties = new BasicProperties
        {
            MessageId = envelope.Id.ToString(),
            Type = envelope.Type,
            AppId = envelope.Source,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
        if (envelope.CausationId is { } causationId)
            properties.CorrelationId = causationId.ToString();
        return properties;
    }

    /// <summary>What it reads <see cref="Write"/> would write: whoever sets a message aside writes it once more.</summary>
    /// <exception cref="FormatException">An attribute is missing, malformed or too long; the text names it and quotes nothing.</exception>
    public static Envelope Read(IReadOnlyBasicProperties properties)
    {
        var headers = properties.Headers;
        return new Envelope
        {
            Id = MessageId.TryParse(properties.MessageId, out var id) ? id : throw Malformed("message_id"),
            Type = properties.Type is { Length: > 0 } type && !EnvelopeLimits.HasControls(type) ? type : throw Malformed("type"),
            Source = properties.AppId is { Length: > 0 } source && !EnvelopeLimits.HasControls(source) ? source : throw Malformed("app_id"),
            Time = ReadTime(headers),
            Tenant = new TenantId(ReadKnownText(headers, TenantHeader) is { Length: > 0 } tenant ? tenant : throw Malformed(TenantHeader)),
            KeyId = ReadKnownText(headers, KeyIdHeader) is { Length: > 0 } keyId ? keyId : throw Malformed(KeyIdHeader),
            SourceVersion = ReadNumber(headers, SourceVersionHeader) ?? 0,
            Subject = ReadText(headers, SubjectHeader),
            OrderKey = ReadText(headers, OrderKeyHeader),
            CausationId = ReadCausation(properties.CorrelationId),
            TraceParent = ReadText(headers, TraceParentHeader),
            TraceState = ReadText(headers, TraceStateHeader, LongestState),
        };
    }

    /// <exception cref="FormatException">There is one, and it is no number of attempts.</exception>
    public static int ReadAttempt(IReadOnlyBasicProperties properties) => ReadNumber(properties.Headers, AttemptHeader) switch
    {
        null => 1,
        >= 1 and <= int.MaxValue and var attempt => (int)attempt,
        _ => throw Malformed(AttemptHeader),
    };

    /// <exception cref="FormatException">There is one, and it cannot be read.</exception>
    public static FailureCause? ReadCause(IReadOnlyBasicProperties properties) =>
        Find(properties.Headers, CauseHeader) switch
        {
            null => null,
            byte[] json => WireCause.Read(json) ?? throw Malformed(CauseHeader),
            _ => throw Malformed(CauseHeader),
        };

    /// <summary>How often a quorum queue took the message back; the header is the broker's.</summary>
    public static int ReadReturns(IReadOnlyBasicProperties properties) =>
        Find(properties.Headers, "x-delivery-count") switch
        {
            int count => Math.Max(0, count),
            long count => (int)Math.Clamp(count, 0, int.MaxValue),
            _ => 0,
        };

    private static int HeadersOf(Envelope envelope, int attempt, FailureCause? cause) => 3
        + (envelope.SourceVersion != 0 ? 1 : 0) + (envelope.Subject is null ? 0 : 1) + (envelope.OrderKey is null ? 0 : 1)
        + (envelope.TraceParent is null ? 0 : 1) + (envelope.TraceState is null ? 0 : 1) + (attempt > 1 ? 1 : 0) + (cause is null ? 0 : 1);

    private static byte[] Time(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[40];
        Utf8Formatter.TryFormat(time, text, out var length, 'O');
        return text[..length].ToArray();
    }

    private static DateTimeOffset ReadTime(IDictionary<string, object?>? headers) =>
        Find(headers, TimeHeader) is byte[] text && Utf8Parser.TryParse(text, out DateTimeOffset time, out var read, 'O') && read == text.Length
            ? time
            : throw Malformed(TimeHeader);

    private static MessageId? ReadCausation(string? text) =>
        string.IsNullOrEmpty(text) ? null : MessageId.TryParse(text, out var id) ? id : throw Malformed("correlation_id");

    private static string? ReadText(IDictionary<string, object?>? headers, string name, int longest = EnvelopeLimits.LongestText) => Find(headers, name) switch
    {
        null => null,
        byte[] text when text.Length <= longest && Encoding.UTF8.GetString(text) is var read && !EnvelopeLimits.HasControls(read) => read,
        _ => throw Malformed(name),
    };

    private static string? ReadKnownText(IDictionary<string, object?>? headers, string name) => Find(headers, name) switch
    {
        null => null,
        byte[] { Length: <= EnvelopeLimits.LongestText } text when KnownTexts.Of(text) is var read && !EnvelopeLimits.HasControls(read) => read,
        _ => throw Malformed(name),
    };

    private static long? ReadNumber(IDictionary<string, object?>? headers, string name) => Find(headers, name) switch
    {
        null => null,
        long number => number,
        int number => number,
        _ => throw Malformed(name),
    };

    private static object? Find(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value) ? value : null;

    private static FormatException Malformed(string name) => new($"The attribute '{name}' is missing or malformed.");

    private static void RefuseTooLong(Envelope envelope)
    {
        if (Length(envelope.Type) > LongestProperty)
            throw TooLong("type", LongestProperty);
        if (Length(envelope.Source) > LongestProperty)
            throw TooLong("source", LongestProperty);
        if (Length(envelope.TraceState) > LongestState)
            throw TooLong("tracestate", LongestState);
        if (!EnvelopeLimits.IsFit(envelope.Tenant.Value) || !EnvelopeLimits.IsFit(envelope.KeyId) || !EnvelopeLimits.IsFit(envelope.Subject)
            || !EnvelopeLimits.IsFit(envelope.OrderKey) || !EnvelopeLimits.IsFit(envelope.TraceParent))
            throw new ArgumentException($"The envelope's tenant, key id, subject, order key and traceparent may each have at most {EnvelopeLimits.LongestText} bytes and no control characters.");
    }

    private static int Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static ArgumentException TooLong(string what, int limit) => new($"The envelope's {what} may have at most {limit} bytes on RabbitMQ.");
}
