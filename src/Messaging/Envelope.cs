namespace ClearView.Messaging;

/// <summary>
/// What is known of a message without opening it, under the attribute names of CloudEvents 1.0.
/// Nothing in here says who a person is: it is readable on the broker's disk, in traces and in logs.
/// </summary>
public sealed record Envelope
{
    public required MessageId Id { get; init; }

    /// <summary>The contract's wire name, e.g. resume.anonymized.v1.</summary>
    public required string Type { get; init; }

    /// <summary>Who published it, e.g. clearview/anonymize.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The pseudonym of the person the message is about; null when it is about none or several.</summary>
    public string? Subject { get; init; }

    /// <summary>Messages with the same key are handled in order by functions with a store.</summary>
    public string? OrderKey { get; init; }

    /// <summary>Version of the source that this follows from; a result older than what is stored is dropped.</summary>
    public long SourceVersion { get; init; }

    /// <summary>The message whose handling published this one.</summary>
    public MessageId? CausationId { get; init; }

    /// <summary>The key that seals the body.</summary>
    public required string KeyId { get; init; }

    /// <summary>W3C trace context of the publisher.</summary>
    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }
}

/// <summary>A message ready to leave the process: its body is sealed.</summary>
public sealed record OutgoingMessage(Envelope Envelope, ReadOnlyMemory<byte> Body);
