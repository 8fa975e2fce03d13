namespace ClearView.AiTool.Documents;

/// <summary>A file cannot be read as a résumé. The message tells a hiring team what is wrong and what to do, and holds nothing of the file's content.</summary>
public sealed class UnreadableDocumentException : Exception
{
    private const string TooSlowCode = "too-slow";
    private const string TooHeavyCode = "too-heavy";
    private const string ReaderFailedCode = "reader-failed";

    private UnreadableDocumentException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>Stable name of what is wrong, e.g. "scan"; fit for a queue, a metric or a status page.</summary>
    public string Code { get; }

    /// <summary>The cause may lie in a busy machine, or in another file that is read at the same time, and not in this file.</summary>
    public bool MayPass => Code is TooSlowCode or TooHeavyCode or ReaderFailedCode;

    /// <summary>As another process threw it.</summary>
    internal static UnreadableDocumentException As(string code, string message) => new(code, message);

    internal static UnreadableDocumentException Empty() => new("empty",
        "The file is empty (0 bytes). The upload may have failed: ask for the file again.");

    internal static UnreadableDocumentException NoText() => new("no-text",
        "The file holds no text. Ask for the original document, as PDF, DOCX or plain text.");

    internal static UnreadableDocumentException TooLarge(string what) => new("too-large",
        $"The file is too large: {what}. Ask for a smaller file, such as one without pictures.");

    internal static UnreadableDocumentException TooManyPages(int pages, int most) => new("too-many-pages",
        $"The file has {pages} pages; a résumé may have at most {most}. Ask for the résumé alone, without attachments.");

    internal static UnreadableDocumentException UnknownType(string found) => new("unknown-type",
        $"The file is {found}. ClearView reads PDF, Word documents (DOCX) and plain text: ask for one of these.");

    internal static UnreadableDocumentException Encrypted() => new("encrypted",
        "The file is protected by a password. Ask for a copy without a password.");

    internal static UnreadableDocumentException Truncated() => new("truncated",
        "The file ends too early: a part of it is missing. The upload may have been cut off: ask for the file again.");

    internal static UnreadableDocumentException Damaged(Exception? cause = null) => new("damaged",
        "The file is damaged and cannot be opened. Open it on the computer where it was made, save it anew and send it again.", cause);

    internal static UnreadableDocumentException Scan() => new("scan",
        "The file is a picture of a page (a scan or a photograph), not text. Reading it needs text recognition: ask for the original document or a text file.");

    internal static UnreadableDocumentException UnreadableFont() => new("unreadable-font",
        "The file's fonts do not say which letters they draw, so its text cannot be read. Ask for a DOCX or text file, or a PDF saved from another program.");

    internal static UnreadableDocumentException BadEncoding() => new("bad-encoding",
        "The text file's characters cannot be read: its encoding is neither UTF-8, UTF-16, Windows-1252 nor Windows-1250. Save it as UTF-8 and send it again.");

    internal static UnreadableDocumentException TooSlow(TimeSpan limit) => new(TooSlowCode,
        $"The file is so complicated that it could not be read within {limit.TotalSeconds:0} seconds. Ask for a simpler copy, such as a text file.");

    /// <summary>The process that read it did not start, died, or lacks what a library makes once in it.</summary>
    internal static UnreadableDocumentException ReaderFailed(Exception cause) => new(ReaderFailedCode,
        "ClearView's reader of such files ended over it, or did not start. If this comes back for this file alone, ask for a simpler copy, such as a text file.", cause);

    internal static UnreadableDocumentException TooHeavy(long limit) => new(TooHeavyCode,
        $"The file is so complicated that reading it takes more than {limit / 1024 / 1024} MB of memory. Ask for a simpler copy, such as a text file.");
}
