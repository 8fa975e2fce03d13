using ClearView.AiTool.Documents;

namespace ClearView.Cli.Ai;

/// <summary>A file's text, or why there is none.</summary>
internal static class ReadFile
{
    /// <summary>One byte more than the reader takes: enough for it to say that the file is too large.</summary>
    private const int Most = DocumentReader.MaxBytes + 1;

    /// <exception cref="UnreadableDocumentException">The file is there and cannot be read.</exception>
    /// <exception cref="IOException">The file is not there, or may not be opened.</exception>
    public static async Task<DocumentText> TextAsync(string path, CancellationToken ct) =>
        DocumentReader.Read(await BytesAsync(path, ct), ct);

    /// <summary>The same for a file that somebody found, not named: a pipe among them would be waited for without end.</summary>
    public static Task<DocumentText> FoundTextAsync(string path, CancellationToken ct)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return new FileInfo(target) is { Exists: true, Length: 0 } ? Task.FromResult(DocumentReader.Read(default, ct)) : TextAsync(path, ct);
    }

    /// <summary>Why a file did not open, without its path.</summary>
    public static string WhyNot(Exception failure) => failure switch
    {
        UnreadableDocumentException => failure.Message,
        FileNotFoundException or DirectoryNotFoundException => "The file is not there, or it is a link to nothing.",
        UnauthorizedAccessException => "The file may not be opened: it is a folder, or its permissions forbid it.",
        PathTooLongException => "The file's name is too long.",
        _ => "The file could not be read from its disk, or another program keeps it locked.",
    };

    // Read as a stream, since a pipe such as <(unzip -p cv.zip) has no length.
    private static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var block = new byte[81920];
        using var bytes = new MemoryStream();
        int read;
        while (bytes.Length < Most && (read = await file.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, Most - bytes.Length)), ct)) > 0)
            bytes.Write(block, 0, read);
        return bytes.ToArray();
    }
}
