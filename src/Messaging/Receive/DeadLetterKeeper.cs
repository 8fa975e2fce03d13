using ClearView.Messaging.Store;

namespace ClearView.Messaging.Receive;

/// <summary>
/// Empties the two mailboxes of what found no handler, the dead-letter queue and the parking queue, into the store: there people see it,
/// redrive it and discard it, and it keeps no queue from ever running empty. The body stays sealed: nothing here opens it.
/// </summary>
public sealed class DeadLetterKeeper(IDeadLetters letters, TimeProvider clock)
{
    /// <summary>The function's name under which stands what no function took. Redriven, it is published anew.</summary>
    public const string Parking = "parking";

    /// <summary>Why such a letter is one.</summary>
    public const string Unroutable = "unroutable";

    /// <summary>Read queues that every topology has, so they subscribe to no type.</summary>
    internal static FunctionDescriptor Dead { get; } = new("dead", typeof(DeadLetterKeeper), KeepsState: false, Parallelism: 1, []);

    internal static FunctionDescriptor Parked { get; } = new(Parking, typeof(DeadLetterKeeper), KeepsState: false, Parallelism: 1, []);

    internal async Task<Outcome> KeepAsync(Delivery delivery, CancellationToken ct)
    {
        await letters.KeepAsync(delivery, delivery.LastFailure, ct);
        return new Outcome.Done();
    }

    internal async Task<Outcome> KeepParkedAsync(Delivery delivery, CancellationToken ct)
    {
        await letters.KeepAsync(delivery, delivery.Foreign ?? NobodyTookIt(clock.GetUtcNow()), ct);
        return new Outcome.Done();
    }

    private static FailureCause NobodyTookIt(DateTimeOffset now) => new(
        Unroutable, "When it came no function took its kind: its sender is newer than its readers. Start all roles from one version, then redrive.",
        null, null, 1, now, now, Parking, "0");
}
