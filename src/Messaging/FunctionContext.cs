namespace ClearView.Messaging;

/// <summary>What a function sees of the message's way, and how it publishes.</summary>
public sealed class FunctionContext(string function, Envelope envelope, ReadOnlyMemory<byte> body, ContractRegistry contracts)
{
    private List<Output>? _outputs;
    private bool _closed;

    /// <summary>The envelope of the message that is handled.</summary>
    public Envelope Envelope { get; } = envelope;

    /// <summary>The opened body, as it was published: what an audit hashes.</summary>
    /// <exception cref="ObjectDisposedException">The function has ended, and the body's memory is another message's.</exception>
    public ReadOnlyMemory<byte> Body => _closed ? throw new ObjectDisposedException(nameof(Body)) : body;

    public string Function { get; } = function;

    /// <summary>
    /// Whether an earlier delivery may have been handled, in part or whole, without an outcome that was kept. What the store knows was
    /// undone; what was done elsewhere was not.
    /// </summary>
    public bool MayBeRepeat { get; init; }

    internal IReadOnlyList<Output> Outputs => _outputs ?? (IReadOnlyList<Output>)[];

    internal void Close() => _closed = true;

    /// <summary>
    /// Publishes when the function returns. Subject, order key and source version are the handled message's unless said otherwise.
    /// The id follows from the handled message, the function, the published type and the count of what was published before; or from
    /// <paramref name="key"/> in place of message and count, for a result that several messages may lead to.
    /// </summary>
    public void Publish(object message, string? key = null, string? subject = null, string? orderKey = null, long? sourceVersion = null)
    {
        _outputs ??= [];
        // A version that publishes another type in the same place must not have it skipped for what it published there before.
        var type = contracts.WireNameOf(message.GetType());
        var id = key is null
            ? MessageId.Derive(Envelope.Id.ToString(), Function, type, _outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : MessageId.Derive(Envelope.Tenant.Value, Function, type, key);
        _outputs.Add(new Output(message, id, subject ?? Envelope.Subject, orderKey ?? Envelope.OrderKey, sourceVersion ?? Envelope.SourceVersion));
    }

    internal sealed record Output(object Message, MessageId Id, string? Subject, string? OrderKey, long SourceVersion);
}
