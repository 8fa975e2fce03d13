using System.IO.Compression;
using UglyToad.PdfPig.Filters;

namespace ClearView.AiTool.Documents;

/// <summary>How many bytes a filter makes of its input, found without making them.</summary>
internal static class PdfUnpackedSize
{
    /// <summary>Exact for the filters that pack; an upper bound for the others. May stop counting behind <paramref name="most"/>.</summary>
    public static long Of(IFilter filter, ReadOnlyMemory<byte> input, PdfFilterParameters parameters, long most) => filter switch
    {
        FlateFilter => OfFlate(input, most),
        LzwFilter => OfLzw(input.Span, parameters.IsEarlyChange, most),
        RunLengthFilter => OfRuns(input.Span),
        CcittFaxDecodeFilter => parameters.FaxBytes,
        // One letter may stand for four zeros.
        Ascii85Filter => input.Length * 4L,
        _ => input.Length,
    };

    private static long OfFlate(ReadOnlyMemory<byte> input, long most)
    {
        // PdfPig does not look at the two bytes of the header either: a wrong one would hide what follows.
        if (input.Length < 2)
            return 0;
        var buffer = new byte[32768];
        long count = 0;
        using var compressed = new MemoryStream(input[2..].ToArray(), writable: false);
        using var inflate = new DeflateStream(compressed, CompressionMode.Decompress);
        try
        {
            int read;
            while (count <= most && (read = inflate.Read(buffer)) > 0)
                count += read;
        }
        catch (InvalidDataException)
        {
            // A damaged stream: the real filter decides what becomes of it.
        }
        return count;
    }

    // Each code adds an entry that is one byte longer than the code before it; only the lengths matter here.
    private static long OfLzw(ReadOnlySpan<byte> input, bool isEarlyChange, long most)
    {
        const int Clear = 256, End = 257, First = 258;
        var lengths = new int[4096];
        Array.Fill(lengths, 1, 0, Clear);
        var late = isEarlyChange ? 0 : 1;
        long count = 0;
        int entries = First, previous = -1, width = 9;
        for (long bit = 0; bit + width <= input.Length * 8L && count <= most;)
        {
            var code = 0;
            for (var i = 0; i < width; i++, bit++)
                code = code << 1 | input[(int)(bit >> 3)] >> (7 - (int)(bit & 7)) & 1;
            if (code == End)
                break;
            if (code == Clear)
            {
                (entries, previous, width) = (First, -1, 9);
                continue;
            }
            if (code > entries || code == entries && previous < 0)
                break; // damaged: the real filter decides what becomes of it
            if (previous >= 0 && entries < lengths.Length)
                lengths[entries] = lengths[previous] + 1;
            if (previous >= 0)
                entries++;
            count += lengths[code];
            previous = code;
            width = entries < 511 + late ? 9 : entries < 1023 + late ? 10 : entries < 2047 + late ? 11 : 12;
        }
        return count;
    }

    private static long OfRuns(ReadOnlySpan<byte> input)
    {
        const int End = 128;
        long count = 0;
        for (var i = 0; i < input.Length && input[i] != End;)
        {
            var isRun = input[i] > End;
            count += isRun ? 257 - input[i] : input[i] + 1;
            i += isRun ? 2 : input[i] + 2;
        }
        return count;
    }
}
