namespace ClearView.Messaging;

/// <summary>How the handling of a delivery ended. There is no other way for it to end.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The effects are kept, or were kept before.</summary>
    public sealed record Done(bool Duplicate = false) : Outcome;

    /// <summary>Try again later, without holding up what is behind.</summary>
    public sealed record Retry(TimeSpan After, FailureCause Cause) : Outcome;

    /// <summary>Set aside with its cause.</summary>
    public sealed record DeadLetter(FailureCause Cause) : Outcome;

    /// <summary>It came back from the dead letters after a later version of the same was handled: to handle it now would go back.</summary>
    public sealed record Superseded : Outcome;

    /// <summary>The person's key was destroyed: nothing can be read, and nothing failed.</summary>
    public sealed record Erased : Outcome;
}
