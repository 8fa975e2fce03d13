using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging;

/// <summary>Turns a record into a sealed message, ready for a transport or an outbox.</summary>
public sealed class MessageWriter(ContractRegistry contracts, IKeyRing keys, TimeProvider clock)
{
    /// <summary>Far more than any contract needs, far less than any broker refuses: what is larger belongs into the vault.</summary>
    public const int LargestBody = 8 * 1024 * 1024;

    private static readonly ConcurrentDictionary<string, string> _sources = new(StringComparer.Ordinal); // the few who publish

    /// <param name="source">Who publishes, e.g. intake.</param>
    /// <exception cref="PermanentFailureException">The body is larger than <see cref="LargestBody"/>, or a text beyond <see cref="EnvelopeLimits"/>.</exception>
    public OutgoingMessage Write(
        object message, MessageId id, TenantId tenant, string source,
        string? subject = null, string? orderKey = null, long sourceVersion = 0, MessageId? causationId = null)
    {
        var key = keys.Current(tenant);
        var envelope = new Envelope
        {
            Id = id,
            Type = contracts.WireNameOf(message.GetType()),
            Source = _sources.GetOrAdd(source, static name => "clearview/" + name),
            Time = clock.GetUtcNow(),
            Tenant = tenant,
            Subject = subject,
            OrderKey = orderKey,
            SourceVersion = sourceVersion,
            CausationId = causationId,
            KeyId = key.Id,
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
        };
        RefuseUnfit(envelope.Tenant.Value, "tenant", envelope);
        RefuseUnfit(subject, "subject", envelope);
        RefuseUnfit(orderKey, "order key", envelope);
        var body = SerializeAndSeal(message, key, envelope);
        return body.Length <= LargestBody
            ? new OutgoingMessage(envelope, body)
            : throw new PermanentFailureException("message.too-large",
                $"A '{envelope.Type}' message would have {body.Length} bytes; at most {LargestBody} are sent. What is that large belongs into the vault.");
    }

    private static void RefuseUnfit(string? text, string what, Envelope envelope)
    {
        if (!EnvelopeLimits.IsFit(text))
            throw new PermanentFailureException("message.unfit-envelope",
                $"The {what} of a '{envelope.Type}' message is longer than {EnvelopeLimits.LongestText} bytes or holds control characters.");
    }

    private byte[] SerializeAndSeal(object message, DataKey key, Envelope envelope)
    {
        var draft = Draft.OfThisThread();
        try
        {
            contracts.Serialize(message, envelope.Type, draft.Json);
            return PayloadSeal.SealSpan(draft.Written, key, envelope);
        }
        finally
        {
            draft.Clear();
        }
    }

    /// <summary>Where a body is written before it is sealed: a buffer of each thread's own, wiped after use.</summary>
    private sealed class Draft
    {
        private const int LargestKept = 256 * 1024;

        [ThreadStatic]
        private static Draft? _ofThisThread;

        private readonly ArrayBufferWriter<byte> _buffer = new(4096);

        private Draft() => Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

        public Utf8JsonWriter Json { get; }

        public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

        public static Draft OfThisThread() => _ofThisThread ??= new Draft();

        public void Clear()
        {
            Json.Reset();
            if (_buffer.Capacity > LargestKept)
                _ofThisThread = null;
            else
                _buffer.Clear();
        }
    }
}
