using System.Runtime.Intrinsics;

namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>What speaks for a tag: the word, its form, its lists, its neighbours, its place in the line and the document, and the tags before it.</summary>
internal static class TagFeatures
{
    public const int Count = OfText + OfTags;

    /// <summary>How many of them do not depend on the tags of the words before.</summary>
    public const int OfText = 25;

    private const int OfTags = 6;

    /// <summary>Numbers of the features of a token, each hashed into the table of weights.</summary>
    public static void Of(TagInput input, int i, Tag before, Tag beforeThat, Span<int> features)
    {
        FromText(input, i, features[..OfText]);
        FromTags(input, i, before, beforeThat, features[OfText..]);
    }

    /// <summary>Those that the text alone decides.</summary>
    public static void FromText(TagInput input, int i, Span<int> features)
    {
        var resume = input.Resume;
        var token = resume.Tokens[i];
        var stretch = resume.Stretches[token.Line];
        var inLine = i - stretch.First;
        var length = stretch.Last - stretch.First;
        uint word = input.Hidden[i] ? 2u : input.Word(i), left = input.Word(i - 1), right = input.Word(i + 1);
        uint leftShape = input.ShapeAt(i - 1), shape = input.ShapeAt(i), rightShape = input.ShapeAt(i + 1);
        uint leftKinds = KindsAt(input, i - 1), kinds = (uint)input.Kinds[i] + 1, rightKinds = KindsAt(input, i + 1);
        uint gapBefore = inLine == 0 ? Start(resume, token.Line) : input.Gap(i - 1), gapAfter = inLine == length - 1 ? 1u : input.Gap(i);
        uint line = Bucket(token.Line), section = (uint)resume.Sections[token.Line] + 1;
        uint headline = token.Line > 0 && inLine == 0 ? FirstWord(input, token.Line - 1) : 3u;
        // Of a long line its place says nothing.
        uint place = (uint)Math.Min(inLine, 3) * 8 + (uint)Math.Min(length, 7);

        // Two numbers for each template; they are hashed eight at a time.
        Span<uint> a = stackalloc uint[TextSalts.Length];
        Span<uint> b = stackalloc uint[TextSalts.Length];
        (a[0], b[0]) = (shape, 0);
        (a[1], b[1]) = (word, 0);
        (a[2], b[2]) = (left, gapBefore);
        (a[3], b[3]) = (right, gapAfter);
        (a[4], b[4]) = (input.Word(i - 2), left);
        (a[5], b[5]) = (right, input.Word(i + 2));
        (a[6], b[6]) = (leftShape * 64 + shape * 8 + rightShape, gapBefore * 16 + gapAfter);
        (a[7], b[7]) = (input.Hidden[i] ? 2u : input.Prefixes[i], shape);
        (a[8], b[8]) = (input.Hidden[i] ? 2u : input.Suffixes[i], shape);
        (a[9], b[9]) = ((uint)Math.Min(token.Length, 12), shape);
        (a[10], b[10]) = (kinds, shape);
        (a[11], b[11]) = (leftKinds, gapBefore);
        (a[12], b[12]) = (rightKinds, gapAfter);
        (a[13], b[13]) = (kinds, rightKinds * 8 + rightShape);
        (a[14], b[14]) = (leftKinds * 8 + leftShape, kinds);
        (a[15], b[15]) = (gapBefore * 16 + gapAfter, kinds);
        (a[16], b[16]) = (line, place);
        (a[17], b[17]) = (line * 8 + section, kinds);
        (a[18], b[18]) = (section, place * 8 + shape);
        (a[19], b[19]) = (input.InEmail[i] ? 1u : 2u, shape);
        (a[20], b[20]) = (place, kinds * 8 + shape);
        (a[21], b[21]) = (left, kinds);
        (a[22], b[22]) = (right, kinds);
        (a[23], b[23]) = (headline, kinds);
        (a[24], b[24]) = (rightShape * 8 + input.ShapeAt(i + 2), shape * 16 + gapAfter);
        Mix(a, b, TextSalts, features);
    }

    /// <summary>Those that need to know what the words before were taken for.</summary>
    public static void FromTags(TagInput input, int i, Tag before, Tag beforeThat, Span<int> features)
    {
        var resume = input.Resume;
        var line = resume.Tokens[i].Line;
        var stretch = resume.Stretches[line];
        uint shape = input.ShapeAt(i), rightShape = input.ShapeAt(i + 1), left = input.Word(i - 1);
        uint kinds = (uint)input.Kinds[i] + 1, rightKinds = KindsAt(input, i + 1);
        uint gapBefore = i == stretch.First ? Start(resume, line) : input.Gap(i - 1), gapAfter = i == stretch.Last - 1 ? 1u : input.Gap(i);
        Span<uint> a = stackalloc uint[TagSalts.Length];
        Span<uint> b = stackalloc uint[TagSalts.Length];
        (a[0], b[0]) = ((uint)before * 4 + (uint)beforeThat + 1, gapBefore);
        (a[1], b[1]) = ((uint)before + 1, kinds * 8 + shape);
        (a[2], b[2]) = ((uint)before + 1, left);
        (a[3], b[3]) = ((uint)before + 1, rightKinds * 8 + rightShape);
        (a[4], b[4]) = (left, shape * 32 + (uint)before);
        (a[5], b[5]) = ((uint)before * 8 + shape, rightShape * 16 + gapAfter);
        Mix(a, b, TagSalts, features);
    }

    // What makes the same numbers of two templates different features. The weights were learnt with these, so a template keeps its number.
    private static readonly uint[] TextSalts = Salts(32, [.. Enumerable.Range(0, 15), .. Enumerable.Range(18, 10)]);
    private static readonly uint[] TagSalts = Salts(8, [15, 16, 17, 28, 29, 30]);

    private static uint[] Salts(int padded, int[] templates)
    {
        var salts = new uint[padded];
        for (var i = 0; i < templates.Length; i++)
            salts[i] = (uint)(templates[i] + 1) * 0xC2B2AE3Du;
        return salts;
    }

    private static void Mix(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, uint[] salts, Span<int> features)
    {
        Span<int> mixed = stackalloc int[salts.Length];
        for (var at = 0; at < salts.Length; at += Vector256<uint>.Count)
        {
            var hash = (Vector256.Create(a[at..]) * 0x9E3779B1u) ^ (Vector256.Create(b[at..]) * 0x85EBCA77u) ^ Vector256.Create(salts, at);
            hash = (hash ^ (hash >>> 15)) * 0x2C1B3C6Du;
            ((hash ^ (hash >>> 13)) & Vector256.Create((uint)TagWeights.Features - 1)).AsInt32().CopyTo(mixed[at..]);
        }
        mixed[..features.Length].CopyTo(features);
    }

    private static uint KindsAt(TagInput input, int i) => (uint)i < (uint)input.Kinds.Length ? (uint)input.Kinds[i] + 1 : 0;

    // The first lines are themselves; further down it matters less where.
    private static uint Bucket(int line) => line switch { < 4 => (uint)line, < 6 => 4, < 10 => 5, < 16 => 6, _ => 7 };

    private static uint Start(ResumeText resume, int line) => resume.Stretches[line].StartsLine ? 2u : 3u;

    private static uint FirstWord(TagInput input, int line) =>
        input.Resume.Stretches[line] is var stretch && stretch.Last - stretch.First <= 4 ? input.Word(stretch.First) : 4u;

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
