namespace ClearView.AiTool.Documents;

/// <summary>
/// Reads a résumé file: PDF, DOCX or plain text, told apart by content, never by name.
/// Thread-safe; the same bytes always give the same text.
/// </summary>
public static class DocumentReader
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const long MaxInflatedBytes = 200L * 1024 * 1024;

    /// <summary>Less than of other formats: pictures are not unpacked, and each byte of what is costs many in memory.</summary>
    public const long MaxUnpackedPdfBytes = 64L * 1024 * 1024;

    public const int MaxPages = 200;
    public const int MaxCharacters = 2_000_000;

    /// <summary>The longest that one file may take.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(20);

    /// <summary>One of <see cref="MediaTypes"/>, or null when the content is none of them. Looks at the bytes only; does not parse.</summary>
    public static string? Detect(ReadOnlySpan<byte> content) => ContentType.Detect(content);

    /// <summary>Every file from now on is read by processes of this program, which end with this one.</summary>
    /// <param name="arguments">What makes it call <see cref="ReaderProcess.Serve"/>.</param>
    public static void ReadInProcessesOf(string program, params IReadOnlyList<string> arguments) => Pool = new ReaderPool(program, arguments);

    /// <summary>
    /// The text of a résumé file. Once its turn has come it returns or throws within <see cref="Deadline"/>, whatever the bytes are; a program that has not named
    /// one to read in (<see cref="ReadInProcessesOf"/>) has no such bound, and a hostile file may end it.
    /// </summary>
    /// <exception cref="UnreadableDocumentException">The file cannot be read; its message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static DocumentText Read(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Read(content, Deadline, cancellationToken);

    internal static ReaderPool? Pool { get; private set; }

    internal static DocumentText Read(ReadOnlyMemory<byte> content, TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Nothing in a plain text, or in what is none of the three, keeps a reader busy.
        return Pool is { } pool && content.Length <= MaxBytes && Detect(content.Span) is (MediaTypes.Pdf or MediaTypes.Docx)
            ? pool.Read(content, deadline, cancellationToken)
            : ReadHere(content);
    }

    internal static DocumentText ReadHere(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
            throw UnreadableDocumentException.Empty();
        if (content.Length > MaxBytes)
            throw UnreadableDocumentException.TooLarge($"at most {MaxBytes / 1024 / 1024} MB are read");

        return Detect(content.Span) switch
        {
            MediaTypes.Pdf => ReadingThread.Run(() => PdfText.Read(content)),
            MediaTypes.Docx => ReadingThread.Run(() => DocxText.Read(content)),
            MediaTypes.Text => PlainText.Read(content.Span),
            _ => throw ContentType.WhyNot(content.Span),
        };
    }
}
