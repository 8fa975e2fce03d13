using ClearView.Messaging.Store;

namespace ClearView.Messaging.Tests.Support;

/// <summary>A kept message in a test's own hands: what it settles goes to the inbox, and nobody hands out the next.</summary>
internal sealed class HandDelivery(IInbox inbox, TimeProvider clock) : Delivery
{
    public static HandDelivery Of(KeptMessage kept, IInbox inbox, TimeProvider clock) => new(inbox, clock)
    {
        Envelope = kept.Envelope,
        Body = kept.Body,
        Attempt = kept.Attempt,
        LastFailure = kept.LastFailure,
        Kept = kept,
    };

    public override Task AckAsync(CancellationToken ct) => Task.CompletedTask;

    public override Task EndAsync(InboxState state, CancellationToken ct) => inbox.EndAsync(Kept!, state, ct);

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => inbox.PostponeAsync(Kept!, clock.GetUtcNow() + after, cause, ct);

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => inbox.BuryAsync(Kept!, cause, ct);

    public override Task ReturnAsync(CancellationToken ct) => Task.CompletedTask;
}
