namespace ClearView.Platform.Tests.AiTool.Documents;

/// <summary>Writes LZW as PDF has it, code by code.</summary>
internal static class Lzw
{
    private const int Clear = 256, End = 257, First = 258;

    /// <summary>Packed badly on purpose: one code for each byte.</summary>
    public static byte[] Plain(byte[] content) =>
        Write([Clear, .. content.Chunk(200).SelectMany(c => c.Select(b => (int)b).Append(Clear)), End]);

    /// <summary>Packed as well as can be: each code stands for one blank more than the last. Some 7 MB for 6 KB, time and again.</summary>
    public static byte[] Blanks(int times) =>
        Write([.. Enumerable.Range(0, times).SelectMany(_ => Enumerable.Range(First, 3800).Prepend(' ').Prepend(Clear)), End]);

    private static byte[] Write(IEnumerable<int> codes)
    {
        var bytes = new List<byte>();
        int pending = 0, bits = 0, entries = First, width = 9;
        var isFirst = true;
        foreach (var code in codes)
        {
            pending = pending << width | code;
            for (bits += width; bits >= 8; bits -= 8)
                bytes.Add((byte)(pending >> (bits - 8)));
            pending &= (1 << bits) - 1;
            (entries, isFirst) = code == Clear ? (First, true) : (isFirst ? entries : entries + 1, false);
            width = entries < 511 ? 9 : entries < 1023 ? 10 : entries < 2047 ? 11 : 12;
        }
        bytes.Add((byte)(pending << (8 - bits)));
        return [.. bytes];
    }
}
