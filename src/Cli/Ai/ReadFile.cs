using ClearView.AiTool.Documents;

namespace ClearView.Cli.Ai;

/// <summary>A file's text, or why there is none.</summary>
internal static class ReadFile
{
    /// <summary>One byte more than the reader takes: enough for it to say that the file is too large.</summary>
    private const int Most = 10 * 1024 * 1024 + 1;

    /// <exception cref="UnreadableDocumentException">The file is there and cannot be read.</exception>
    /// <exception cref="IOException">The file is not there, or may not be opened.</exception>
    public static async Task<DocumentText> TextAsync(string path, CancellationToken ct) =>
        DocumentReader.Read(await BytesAsync(path, ct), ct);

    public static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[Math.Min(file.Length, Most)];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
