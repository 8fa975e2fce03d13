namespace ClearView.HrSystems;

/// <summary>What bytes are, by their beginning: names and headers from outside are not believed. The AI tool looks closer.</summary>
internal static class FoundMediaType
{
    private const int TextLook = 4096;

    public static string Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith("PK\x03\x04"u8) ? content[..Math.Min(content.Length, TextLook)].IndexOf("word/"u8) >= 0 || content.IndexOf("word/document"u8) >= 0
            ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            : "application/zip"
        : content[..Math.Min(content.Length, TextLook)].Contains((byte)0) ? "application/octet-stream"
        : "text/plain";
}
