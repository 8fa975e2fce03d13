namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>What the layout is judged against beyond its own names and arguments.</summary>
/// <param name="FewestReturns">The broker counts what waited beside a culprit too: with so few returns it would set such a message aside, without a cause, before we name the culprit.</param>
/// <param name="HandlingDeadline">So long a delivery may stay unanswered.</param>
internal sealed record Intentions(int FewestReturns, TimeSpan HandlingDeadline)
{
    private const int Returns = 20;

    public static Intentions Of(RetryOptions retries) => new(Returns, retries.HandlingDeadline);
}
