using ClearView.Messaging;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>What a stranger may have written, without what a terminal would obey: no escape, no line of its own.</summary>
internal static class PlainText
{
    public static string Of(string text) => EnvelopeLimits.HasControls(text) ? string.Concat(text.Select(c => c == '\n' ? ' ' : char.IsControl(c) ? '\uFFFD' : c)) : text;

    public static LetterGroup Of(LetterGroup group) => group with { Key = new GroupKey(Of(group.Key.Function), Of(group.Key.Fingerprint)), Cause = Of(group.Cause) };

    public static LetterLine Of(LetterLine letter) => letter with
    {
        Function = Of(letter.Function),
        Cause = Of(letter.Cause),
        Envelope = letter.Envelope with
        {
            Type = Of(letter.Envelope.Type),
            Source = Of(letter.Envelope.Source),
            Tenant = new TenantId(Of(letter.Envelope.Tenant.Value)),
            Subject = OfNullable(letter.Envelope.Subject),
            OrderKey = OfNullable(letter.Envelope.OrderKey),
        },
    };

    private static FailureCause? Of(FailureCause? cause) => cause is null ? null : cause with
    {
        Code = Of(cause.Code),
        Text = Of(cause.Text),
        ExceptionType = OfNullable(cause.ExceptionType),
        Stack = cause.Stack is null ? null : string.Join('\n', cause.Stack.Split('\n').Select(Of)),
        FunctionVersion = Of(cause.FunctionVersion),
    };

    private static string? OfNullable(string? text) => text is null ? null : Of(text);
}
