namespace ClearView.Messaging;

/// <summary>
/// Trying again will not help: the message becomes a dead letter at once.
/// The text is shown to people and written to disk in the clear, so it names no person and quotes no content.
/// </summary>
public class PermanentFailureException(string code, string text) : Exception(text)
{
    /// <summary>Groups dead letters of one cause, e.g. unreadable-document.scan.</summary>
    public string Code { get; } = code;
}

/// <summary>Something outside is not well: try again later. The text follows the rule of <see cref="PermanentFailureException"/>.</summary>
public sealed class TransientFailureException(string code, string text, TimeSpan? after = null) : Exception(text)
{
    public string Code { get; } = code;

    /// <summary>When the other side said how long to wait.</summary>
    public TimeSpan? After { get; } = after;
}

/// <summary>The person's key was destroyed, so nothing of theirs can be read: the delivery ends as erased, which is no failure.</summary>
public sealed class PersonErasedException() : Exception("The person was erased.");

/// <summary>The broker cannot be reached or did not answer in time; what was sent may or may not be kept.</summary>
public sealed class BrokerUnavailableException(string text, Exception? inner = null) : Exception(text, inner)
{
    /// <summary>The delivery is not held any more: it was settled before, or its subscription ended and it comes back by itself.</summary>
    public bool DeliveryIsGone { get; init; }
}

/// <summary>Why a message was set aside or tried again. Holds nothing from the message itself.</summary>
/// <param name="Code">Groups failures of one cause.</param>
/// <param name="Text">One sentence for the person who looks at it.</param>
/// <param name="Stack">Frames of our own code, without exception texts: those may quote content.</param>
/// <param name="Attempts">Attempts so far, the failed one included.</param>
public sealed record FailureCause(
    string Code, string Text, string? ExceptionType, string? Stack, int Attempts,
    DateTimeOffset FirstFailedAt, DateTimeOffset FailedAt, string Function, string FunctionVersion)
{
    /// <summary>The code of what was not published by this library or was damaged: no function can read it, however often it is tried.</summary>
    public const string Foreign = "foreign-mail";

    /// <summary>The same for people to read, whoever wrote it: no control characters but the ends of lines.</summary>
    public FailureCause Plain() => this with
    {
        Code = EnvelopeLimits.WithoutControls(Code),
        Text = Lines(Text),
        ExceptionType = ExceptionType is null ? null : EnvelopeLimits.WithoutControls(ExceptionType),
        Stack = Stack is null ? null : Lines(Stack),
        Function = EnvelopeLimits.WithoutControls(Function),
        FunctionVersion = EnvelopeLimits.WithoutControls(FunctionVersion),
    };

    private static string Lines(string text) =>
        EnvelopeLimits.HasControls(text) ? string.Join('\n', text.Split('\n').Select(EnvelopeLimits.WithoutControls)) : text;
}
