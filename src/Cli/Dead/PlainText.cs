using ClearView.Messaging;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>What a stranger may have written, without what a terminal would obey: no escape, no line of its own.</summary>
internal static class PlainText
{
    public static string Of(string text) => EnvelopeLimits.WithoutControls(text);

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
            Subject = letter.Envelope.Subject is { } subject ? Of(subject) : null,
            OrderKey = letter.Envelope.OrderKey is { } orderKey ? Of(orderKey) : null,
        },
    };

    // A text of several lines stands in one here.
    private static FailureCause? Of(FailureCause? cause) => cause is null ? null : cause.Plain() with { Text = Of(cause.Text) };
}
