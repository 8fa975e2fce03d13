using ClearView.Messaging.Store;

namespace ClearView.Messaging.Receive;

/// <summary>Empties the dead-letter mailbox into the store. The body stays sealed: nothing here opens it.</summary>
public sealed class DeadLetterKeeper(IDeadLetters letters)
{
    /// <summary>Reads a queue that every topology has, so it subscribes to no type.</summary>
    internal static FunctionDescriptor Descriptor { get; } = new("dead", typeof(DeadLetterKeeper), KeepsState: false, Parallelism: 1, []);

    internal async Task KeepAsync(Delivery delivery, CancellationToken ct)
    {
        await letters.KeepAsync(delivery, ct);
        await delivery.AckAsync(ct);
    }
}
