namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>What the layout is judged against beyond its own names and arguments.</summary>
/// <param name="MaxReturns">After so many returns we set a message aside ourselves, with a cause; the broker must not come before us.</param>
/// <param name="HandlingDeadline">So long a delivery may stay unanswered.</param>
internal sealed record Intentions(int MaxReturns, TimeSpan HandlingDeadline)
{
    public static Intentions Of(RetryOptions retries) => new(retries.MaxReturns, retries.HandlingDeadline);
}
