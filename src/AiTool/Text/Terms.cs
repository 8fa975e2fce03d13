using ClearView.Contracts;

namespace ClearView.AiTool.Text;

/// <summary>Counts the stemmed content words of a text, and keeps where each stands first.</summary>
internal sealed class Terms
{
    /// <summary>A text has at most so many terms; the most frequent are kept.</summary>
    public const int Most = 400;

    private const int MostWhileCounting = 20_000;

    private readonly Dictionary<string, (int Count, Quote? First)> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, Quote? First)>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Terms() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="quotes">Whether places in this text are places in the text that quotes are of.</param>
    public void Add(string text, List<Word> words, int first, int end, bool quotes = true)
    {
        Span<char> form = stackalloc char[WordForm.Longest];
        for (var i = first; i < end; i++)
        {
            var word = words[i].In(text);
            if (word.Length < 3 || StopWords.Contains(words[i].Form) || !IsWord(word))
                continue;
            var length = WordForm.Write(word, form);
            if (length < 3)
                continue;
            length = Stem.Of(form, length);
            var term = form[..length];
            if (_lookup.TryGetValue(term, out var counted))
                _lookup[term] = (counted.Count + 1, counted.First ?? Here());
            else if (_counts.Count < MostWhileCounting)
                _lookup[term] = (1, Here());

            Quote? Here() => quotes ? new Quote(words[i].Start, words[i].End, text[words[i].Start..words[i].End]) : null;
        }
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<TermCount> ToList()
    {
        var terms = new List<TermCount>(_counts.Count);
        foreach (var (term, counted) in _counts)
            terms.Add(new TermCount(term, counted.Count, counted.First));
        if (terms.Count > Most)
        {
            terms.Sort((a, b) => b.Count != a.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Term, b.Term));
            terms.RemoveRange(Most, terms.Count - Most);
        }
        terms.Sort((a, b) => string.CompareOrdinal(a.Term, b.Term));
        return terms;
    }

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLetter(c) && c is not ('\'' or '\u2019'))
                return false;
        }
        return true;
    }
}
