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
        uint leftShape = ShapeAt(resume, i - 1), shape = Shape(token), rightShape = ShapeAt(resume, i + 1);
        uint leftKinds = KindsAt(input, i - 1), kinds = (uint)input.Kinds[i] + 1, rightKinds = KindsAt(input, i + 1);
        uint gapBefore = inLine == 0 ? Start(resume, token.Line) : Gap(resume.Gap(i - 1)), gapAfter = inLine == length - 1 ? 1u : Gap(resume.Gap(i));
        uint tags = (uint)before * 4 + (uint)beforeThat + 1;
        uint line = Bucket(token.Line), section = (uint)resume.Sections[token.Line] + 1;
        uint headline = token.Line > 0 && inLine == 0 ? FirstWord(input, token.Line - 1) : 3u;
        // Of a long line its place says nothing.
        uint place = (uint)Math.Min(inLine, 3) * 8 + (uint)Math.Min(length, 7);

        var f = 0;
        features[f++] = Mix(1, shape, 0);
        features[f++] = Mix(2, word, 0);
        features[f++] = Mix(3, left, gapBefore);
        features[f++] = Mix(4, right, gapAfter);
        features[f++] = Mix(5, At(input.Words, i - 2), left);
        features[f++] = Mix(6, right, At(input.Words, i + 2));
        features[f++] = Mix(7, leftShape * 64 + shape * 8 + rightShape, gapBefore * 16 + gapAfter);
        features[f++] = Mix(8, input.Hidden[i] ? 2u : input.Prefixes[i], shape);
        features[f++] = Mix(9, input.Hidden[i] ? 2u : input.Suffixes[i], shape);
        features[f++] = Mix(10, (uint)Math.Min(token.Length, 12), shape);
        features[f++] = Mix(11, kinds, shape);
        features[f++] = Mix(12, leftKinds, gapBefore);
        features[f++] = Mix(13, rightKinds, gapAfter);
        features[f++] = Mix(14, kinds, rightKinds * 8 + rightShape);
        features[f++] = Mix(15, leftKinds * 8 + leftShape, kinds);
        features[f++] = Mix(16, tags, gapBefore);
        features[f++] = Mix(17, (uint)before + 1, kinds * 8 + shape);
        features[f++] = Mix(18, (uint)before + 1, left);
        features[f++] = Mix(19, gapBefore * 16 + gapAfter, kinds);
        features[f++] = Mix(20, line, place);
        features[f++] = Mix(21, line * 8 + section, kinds);
        features[f++] = Mix(22, section, place * 8 + shape);
        features[f++] = Mix(23, input.InEmail[i] ? 1u : 2u, shape);
        features[f++] = Mix(24, place, kinds * 8 + shape);
        features[f++] = Mix(25, left, kinds);
        features[f++] = Mix(26, right, kinds);
        features[f++] = Mix(27, headline, kinds);
        features[f++] = Mix(28, rightShape * 8 + ShapeAt(resume, i + 2), shape * 16 + gapAfter);
        features[f++] = Mix(29, (uint)before + 1, rightKinds * 8 + rightShape);
        features[f++] = Mix(30, left, shape * 32 + (uint)before);
        features[f] = Mix(31, (uint)before * 8 + shape, rightShape * 16 + gapAfter);
    }

    private static int Mix(uint template, uint a, uint b)
    {
        var hash = (a * 0x9E3779B1u) ^ (b * 0x85EBCA77u) ^ (template * 0xC2B2AE3Du);
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
        return (int)((hash ^ (hash >> 13)) & (TagWeights.Features - 1));
    }

    private static uint At(uint[] values, int i) => (uint)i < (uint)values.Length ? values[i] : 0;

    private static uint KindsAt(TagInput input, int i) => (uint)i < (uint)input.Kinds.Length ? (uint)input.Kinds[i] + 1 : 0;

    private static uint ShapeAt(ResumeText resume, int i) => (uint)i < (uint)resume.Tokens.Count ? Shape(resume.Tokens[i]) : 0;

    private static uint Shape(Token token) => (uint)token.Shape + 1;

    // The first lines are themselves; further down it matters less where.
    private static uint Bucket(int line) => line switch { < 4 => (uint)line, < 6 => 4, < 10 => 5, < 16 => 6, _ => 7 };

    private static uint Start(ResumeText resume, int line) => resume.Stretches[line].StartsLine ? 2u : 3u;

    private static uint FirstWord(TagInput input, int line) =>
        input.Resume.Stretches[line] is var stretch && stretch.Last - stretch.First <= 4 ? input.Words[stretch.First] : 4u;

    private static uint Gap(ReadOnlySpan<char> gap)
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
