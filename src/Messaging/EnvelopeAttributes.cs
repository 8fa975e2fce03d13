using System.Globalization;

namespace ClearView.Messaging;

/// <summary>An envelope as names and texts: what transports put into headers and the store into a column.</summary>
public static class EnvelopeAttributes
{
    public const string SpecVersion = "1.0";

    /// <summary>Yields the attributes that are set; the transport adds its prefix, if it has one.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(Envelope envelope)
    {
        yield return new("specversion", SpecVersion);
        yield return new("id", envelope.Id.ToString());
        yield return new("type", envelope.Type);
        yield return new("source", envelope.Source);
        yield return new("time", envelope.Time.ToString("O", CultureInfo.InvariantCulture));
        yield return new("datacontenttype", "application/json");
        yield return new("tenant", envelope.Tenant.Value);
        yield return new("keyid", envelope.KeyId);
        yield return new("sourceversion", envelope.SourceVersion.ToString(CultureInfo.InvariantCulture));
        if (envelope.Subject is { } subject)
            yield return new("subject", subject);
        if (envelope.OrderKey is { } orderKey)
            yield return new("orderkey", orderKey);
        if (envelope.CausationId is { } causationId)
            yield return new("causationid", causationId.ToString());
        if (envelope.TraceParent is { } traceParent)
            yield return new("traceparent", traceParent);
        if (envelope.TraceState is { } traceState)
            yield return new("tracestate", traceState);
    }

    /// <summary>Reads an envelope from whatever holds the attributes. Unknown attributes are ignored.</summary>
    /// <exception cref="FormatException">A required attribute is missing or malformed; the text names it.</exception>
    public static Envelope Read(Func<string, string?> attribute) => new()
    {
        Id = ReadId(attribute, "id") ?? throw Missing("id"),
        Type = attribute("type") ?? throw Missing("type"),
        Source = attribute("source") ?? throw Missing("source"),
        Time = DateTimeOffset.TryParse(attribute("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Missing("time"),
        Tenant = new TenantId(attribute("tenant") ?? throw Missing("tenant")),
        KeyId = attribute("keyid") ?? throw Missing("keyid"),
        SourceVersion = long.TryParse(attribute("sourceversion"), CultureInfo.InvariantCulture, out var version)
            ? version
            : throw Missing("sourceversion"),
        Subject = attribute("subject"),
        OrderKey = attribute("orderkey"),
        CausationId = ReadId(attribute, "causationid"),
        TraceParent = attribute("traceparent"),
        TraceState = attribute("tracestate"),
    };

    private static MessageId? ReadId(Func<string, string?> attribute, string name) => attribute(name) switch
    {
        null => null,
        var text when MessageId.TryParse(text, out var id) => id,
        _ => throw new FormatException($"The message attribute '{name}' is not an id of 32 hexadecimal digits."),
    };

    private static FormatException Missing(string name) =>
        new($"The message attribute '{name}' is missing or malformed.");
}
