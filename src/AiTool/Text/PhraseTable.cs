namespace ClearView.AiTool.Text;

/// <summary>
/// Phrases to look for, each with a value, found in one pass over the words of a text whatever their number.
/// Words are compared in their <see cref="WordForm"/>; between them may stand one space, hyphen, slash, dot or line break.
/// </summary>
internal sealed class PhraseTable
{
    private const int LongestPhrase = 10;

    private readonly NumbersByHash _next;
    private readonly int[][] _values;

    /// <param name="phrases">A phrase may occur with several values; its matches then give them in the order given.</param>
    public PhraseTable(IEnumerable<(string Phrase, int Value)> phrases)
    {
        var next = new Dictionary<ulong, int>();
        var values = new List<List<int>> { new() };
        foreach (var (phrase, value) in phrases)
        {
            var node = 0;
            var read = WordReader.Read(phrase);
            if (read.Count is 0 or > LongestPhrase)
                throw new InvalidDataException($"'{phrase}' has {read.Count} words; a phrase has 1 to {LongestPhrase}.");
            foreach (var word in read)
            {
                var step = Step(node, word);
                if (!next.TryGetValue(step, out node))
                {
                    next.Add(step, node = values.Count);
                    values.Add([]);
                }
            }
            values[node].Add(value);
        }
        _next = new NumbersByHash([.. next.Select(step => (step.Key, step.Value))]);
        _values = [.. values.Select(list => list.ToArray())];
    }

    /// <summary>The longest phrase that begins with a word and that <paramref name="accept"/> takes one of the values of.</summary>
    public PhraseMatch? LongestAt(string text, List<Word> words, int first, int end, Func<PhraseMatch, bool>? accept = null)
    {
        var node = first < end ? _next[Step(0, words[first])] : -1;
        return node < 0 ? null : LongestFrom(node, text, words, first, end, accept);
    }

    private PhraseMatch? LongestFrom(int node, string text, List<Word> words, int first, int end, Func<PhraseMatch, bool>? accept)
    {
        Span<int> ends = stackalloc int[LongestPhrase];
        Span<int> nodes = stackalloc int[LongestPhrase];
        var found = 0;
        for (var i = first; node >= 0;)
        {
            i++;
            if (_values[node].Length > 0)
                (ends[found], nodes[found++]) = (i, node);
            node = i < end && Joined(text, words[i - 1].End, words[i].Start) ? _next[Step(node, words[i])] : -1;
        }
        while (found-- > 0)
        {
            foreach (var value in _values[nodes[found]])
            {
                var match = new PhraseMatch(first, ends[found], value);
                if (accept is null || accept(match))
                    return match;
            }
        }
        return null;
    }

    /// <summary>Every match between two words, left to right, longest first, none over another.</summary>
    public List<PhraseMatch> Find(string text, List<Word> words, int first, int end, Func<PhraseMatch, bool>? accept = null)
    {
        var matches = new List<PhraseMatch>();
        for (var i = first; i < end;)
        {
            if (LongestAt(text, words, i, end, accept) is { } match)
            {
                matches.Add(match);
                i = match.EndWord;
            }
            else
            {
                i++;
            }
        }
        return matches;
    }

    public List<PhraseMatch> Find(string text)
    {
        var words = WordReader.Read(text);
        return Find(text, words, 0, words.Count);
    }

    /// <summary>Whether two words are near enough to be one phrase: "CI/CD", "front-end", "machine\n  learning".</summary>
    internal static bool Joined(string text, int from, int to)
    {
        if (to - from > 24)
            return false;
        int signs = 0, spaces = 0, breaks = 0;
        for (var i = from; i < to; i++)
        {
            switch (text[i])
            {
                case ' ' or '\t' or '\u00a0' or '\r': spaces++; break;
                case '\n': breaks++; break;
                case '-' or '/' or '.' or '\u2010' or '\u2011' or '\u2013': signs++; break;
                default: return false;
            }
        }
        if (breaks > 1)
            return false;
        // Wide space stands between columns, a sign with space around it between parts.
        return breaks == 1 ? signs == 0 : signs == 0 ? spaces <= 2 : signs == 1 && spaces == 0;
    }

    private static ulong Step(int node, Word word) => WordHash.Mixed(word.Form, (ulong)node);
}

/// <param name="FirstWord">Index of the first word.</param>
/// <param name="EndWord">Index after the last word.</param>
internal readonly record struct PhraseMatch(int FirstWord, int EndWord, int Value);
