using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.AiTool.Documents;

/// <summary>What a process that reads files says of one: its text, or what is wrong with it.</summary>
/// <param name="Last">The process ends after it, and is asked no more.</param>
internal sealed record ReaderAnswer(DocumentText? Document, string? Code, string? Message, bool Last)
{
    public static ReaderAnswer Of(DocumentText document, bool last) => new(document, null, null, last);

    public static ReaderAnswer Of(UnreadableDocumentException failure, bool last) => new(null, failure.Code, failure.Message, last);

    public DocumentText DocumentOrThrow() => Document ?? throw UnreadableDocumentException.As(Code!, Message!);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ReaderJson.Default.ReaderAnswer);

    public static ReaderAnswer Read(byte[] json) =>
        JsonSerializer.Deserialize(json, ReaderJson.Default.ReaderAnswer) ?? throw new JsonException();
}

/// <summary>Requests and answers on a pipe: four bytes of length, then as many bytes.</summary>
internal static class Framed
{
    public static void Write(Stream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        stream.Write(length);
        stream.Write(content);
        stream.Flush();
    }

    /// <summary>Null when the other side ended before it began.</summary>
    /// <exception cref="IOException">It ended in between, or announces more than <paramref name="most"/> bytes.</exception>
    public static byte[]? Read(Stream stream, int most)
    {
        var length = new byte[4];
        if (stream.ReadAtLeast(length, 4, throwOnEndOfStream: false) is var got && got < 4)
            return got == 0 ? null : throw new EndOfStreamException();
        var count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count < 0 || count > most)
            throw new IOException("It announces more than it may.");
        var content = new byte[count];
        stream.ReadExactly(content);
        return content;
    }
}

[JsonSerializable(typeof(ReaderAnswer))]
internal sealed partial class ReaderJson : JsonSerializerContext;
