using ClearView.Messaging.Store;

namespace ClearView.Messaging.Mail;

/// <summary>A message that the inbox holds, handed to a function with a store. What is not settled stays in the inbox.</summary>
internal sealed class KeptDelivery(FunctionMail mail, KeptMessage message) : Delivery
{
    /// <summary>Done: the function's transaction has ended it, or an earlier one had.</summary>
    public override Task AckAsync(CancellationToken ct) => mail.ForgetAsync(message);

    public override Task EndAsync(InboxState state, CancellationToken ct) => mail.EndAsync(message, state, ct);

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => mail.PostponeAsync(message, after, cause, ct);

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => mail.BuryAsync(message, cause, ct);

    public override Task ReturnAsync(CancellationToken ct) => mail.PutBackAsync(message);
}
