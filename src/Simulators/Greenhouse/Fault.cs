namespace ClearView.Simulators.Greenhouse;

/// <summary>The names of the faults that can be switched on.</summary>
public static class Fault
{
    /// <summary>429 with Retry-After: 1.</summary>
    public const string RateLimit = "rate-limit";

    /// <summary>429 with Retry-After: 0, or without the header.</summary>
    public const string RateLimitZero = "rate-limit-zero";

    /// <summary>500 with a JSON error, or 503 with a page of HTML.</summary>
    public const string ServerError = "server-error";

    /// <summary>The connection breaks in the middle of an answer's body.</summary>
    public const string Cut = "cut";

    /// <summary>The answer comes late.</summary>
    public const string Slow = "slow";

    /// <summary>A page without rows that has a next page, which has them.</summary>
    public const string EmptyPage = "empty-page";

    /// <summary>The last row of a page is the first of the next page too.</summary>
    public const string DuplicateRows = "duplicate-rows";

    /// <summary>A list of attachments whose links are dead already; the next list has good ones.</summary>
    public const string ExpiredLinks = "expired-links";

    /// <summary>A token dies before its time.</summary>
    public const string ExpiredToken = "expired-token";

    /// <summary>A note is written, then the connection breaks: a client that simply posts again makes a second note.</summary>
    public const string NoteTimeout = "note-timeout";

    /// <summary>A note is written and answered, and lists show it a second later.</summary>
    public const string LateNotes = "late-notes";

    /// <summary>The same event is delivered twice.</summary>
    public const string WebhookTwice = "webhook-twice";

    /// <summary>The event is delivered before any list shows the rows it speaks of.</summary>
    public const string WebhookEarly = "webhook-early";

    /// <summary>An event comes with a signature that is not of its body; the retry is signed well.</summary>
    public const string WebhookBadSignature = "webhook-bad-signature";

    /// <summary>Some postings are inactive and left out of lists that do not ask for them.</summary>
    public const string HiddenJobs = "hidden-jobs";

    /// <summary>A next link that is refused; the list has to be started again.</summary>
    public const string CursorExpired = "cursor-expired";

    /// <summary>One listed candidate is merged into another, one is deleted; only webhooks tell.</summary>
    public const string Merge = "merge";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RateLimit, RateLimitZero, ServerError, Cut, Slow, EmptyPage, DuplicateRows, ExpiredLinks, ExpiredToken,
        NoteTimeout, LateNotes, WebhookTwice, WebhookEarly, WebhookBadSignature, HiddenJobs, CursorExpired, Merge,
    ];
}
