using System.Runtime.Intrinsics;

namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>What speaks for a tag: the word, its form, its lists, its neighbours, its place in the line and the document, and the tags before it.</summary>
internal static class TagFeatures
{
    public const int Count = 31;

    /// <summary>Numbers of the features of a token, each hashed into the table of weights.</summary>
    public static void Of(TagInput input, int i, Tag before, Tag beforeThat, Span<int> features)
    {
        var resume = input.Resume;
        var token = resume.Tokens[i];
        var stretch = resume.Stretches[token.Line];
        var inLine = i - stretch.First;
        var length = stretch.Last - stretch.First;
        uint word = input.Hidden[i] ? 2u : input.Words[i], left = At(input.Words, i - 1), right = At(input.Words, i + 1);
        uint leftShape = input.ShapeAt(i - 1), shape = input.ShapeAt(i), rightShape = input.ShapeAt(i + 1);
        uint leftKinds = KindsAt(input, i - 1), kinds = (uint)input.Kinds[i] + 1, rightKinds = KindsAt(input, i + 1);
        uint gapBefore = inLine == 0 ? Start(resume, token.Line) : input.Gap(i - 1), gapAfter = inLine == length - 1 ? 1u : input.Gap(i);
        uint tags = (uint)before * 4 + (uint)beforeThat + 1;
        uint line = Bucket(token.Line), section = (uint)resume.Sections[token.Line] + 1;
        uint headline = token.Line > 0 && inLine == 0 ? FirstWord(input, token.Line - 1) : 3u;
        // Of a long line its place says nothing.
        uint place = (uint)Math.Min(inLine, 3) * 8 + (uint)Math.Min(length, 7);

        // Two numbers for each template; they are hashed eight at a time.
        Span<uint> a = stackalloc uint[Padded];
        Span<uint> b = stackalloc uint[Padded];
        (a[0], b[0]) = (shape, 0);
        (a[1], b[1]) = (word, 0);
        (a[2], b[2]) = (left, gapBefore);
        (a[3], b[3]) = (right, gapAfter);
        (a[4], b[4]) = (At(input.Words, i - 2), left);
        (a[5], b[5]) = (right, At(input.Words, i + 2));
        (a[6], b[6]) = (leftShape * 64 + shape * 8 + rightShape, gapBefore * 16 + gapAfter);
        (a[7], b[7]) = (input.Hidden[i] ? 2u : input.Prefixes[i], shape);
        (a[8], b[8]) = (input.Hidden[i] ? 2u : input.Suffixes[i], shape);
        (a[9], b[9]) = ((uint)Math.Min(token.Length, 12), shape);
        (a[10], b[10]) = (kinds, shape);
        (a[11], b[11]) = (leftKinds, gapBefore);
        (a[12], b[12]) = (rightKinds, gapAfter);
        (a[13], b[13]) = (kinds, rightKinds * 8 + rightShape);
        (a[14], b[14]) = (leftKinds * 8 + leftShape, kinds);
        (a[15], b[15]) = (tags, gapBefore);
        (a[16], b[16]) = ((uint)before + 1, kinds * 8 + shape);
        (a[17], b[17]) = ((uint)before + 1, left);
        (a[18], b[18]) = (gapBefore * 16 + gapAfter, kinds);
        (a[19], b[19]) = (line, place);
        (a[20], b[20]) = (line * 8 + section, kinds);
        (a[21], b[21]) = (section, place * 8 + shape);
        (a[22], b[22]) = (input.InEmail[i] ? 1u : 2u, shape);
        (a[23], b[23]) = (place, kinds * 8 + shape);
        (a[24], b[24]) = (left, kinds);
        (a[25], b[25]) = (right, kinds);
        (a[26], b[26]) = (headline, kinds);
        (a[27], b[27]) = (rightShape * 8 + input.ShapeAt(i + 2), shape * 16 + gapAfter);
        (a[28], b[28]) = ((uint)before + 1, rightKinds * 8 + rightShape);
        (a[29], b[29]) = (left, shape * 32 + (uint)before);
        (a[30], b[30]) = ((uint)before * 8 + shape, rightShape * 16 + gapAfter);
        Mix(a, b, features);
    }

    private const int Padded = 32;

    // What makes the same numbers of two templates different features.
    private static readonly uint[] Salts = [.. Enumerable.Range(1, Padded).Select(template => (uint)template * 0xC2B2AE3Du)];

    private static void Mix(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<int> features)
    {
        Span<int> mixed = stackalloc int[Padded];
        for (var at = 0; at < Padded; at += Vector256<uint>.Count)
        {
            var hash = (Vector256.Create(a[at..]) * 0x9E3779B1u) ^ (Vector256.Create(b[at..]) * 0x85EBCA77u) ^ Vector256.Create(Salts, at);
            hash = (hash ^ (hash >>> 15)) * 0x2C1B3C6Du;
            ((hash ^ (hash >>> 13)) & Vector256.Create((uint)TagWeights.Features - 1)).AsInt32().CopyTo(mixed[at..]);
        }
        mixed[..Count].CopyTo(features);
    }

    private static uint At(uint[] values, int i) => (uint)i < (uint)values.Length ? values[i] : 0;

    private static uint KindsAt(TagInput input, int i) => (uint)i < (uint)input.Kinds.Length ? (uint)input.Kinds[i] + 1 : 0;

    // The first lines are themselves; further down it matters less where.
    private static uint Bucket(int line) => line switch { < 4 => (uint)line, < 6 => 4, < 10 => 5, < 16 => 6, _ => 7 };

    private static uint Start(ResumeText resume, int line) => resume.Stretches[line].StartsLine ? 2u : 3u;

    private static uint FirstWord(TagInput input, int line) =>
        input.Resume.Stretches[line] is var stretch && stretch.Last - stretch.First <= 4 ? input.Words[stretch.First] : 4u;

    /// <summary>What stands between two words, as a number above 0.</summary>
    public static uint Gap(ReadOnlySpan<char> gap)
    {
        if (gap.Length == 0)
            return 4;
        if (gap is " ")
            return 5;
        foreach (var c in gap)
        {
            switch (c)
            {
                case '.': return 6;
                case ',': return 7;
                case ':': return 8;
                case '(' or ')' or '[' or ']': return 9;
                case '-' or '\u2010' or '\u2011' or '\u2013' or '\u2014': return gap.Length == 1 ? 10u : 11u;
                case '/': return 12;
                case '&' or '+': return 13;
                case '@': return 14;
            }
        }
        return 15;
    }
}
