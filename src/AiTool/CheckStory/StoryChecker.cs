using System.Collections.Frozen;
using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;

namespace ClearView.AiTool.CheckStory;

/// <summary>
/// Holds a story against the text that it was told of, whoever told it. It knows nothing of how a story comes about: it reads the
/// sentences and their cited sources, and every number, date, duration, skill, name and word of content must stand there.
/// </summary>
internal static class StoryChecker
{
    /// <summary>Changes whenever the same story may be judged otherwise.</summary>
    public const string Version = "check-1";

    private const string Headline = "headline";
    private const int MostBesidesSources = 120;

    private static readonly FrozenSet<string> SaysStill = new[] { "still", "present", "current", "currently", "now", "today", "ongoing", "onward", "onwards" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> MeansStill = SaysStill.Concat(["date", "since", "heute", "continue", "continues", "continuing"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Empty when nothing is invented.</returns>
    public static IReadOnlyList<StoryFault> Check(string text, StoryTold story)
    {
        var faults = new List<StoryFault>();
        Compare(Headline, story.Headline, [new Quote(0, text.Length, text)], text, inOrder: false, faults);
        foreach (var part in story.Parts)
        {
            var lies = part.Sources.Where(quote => !StandsIn(text, quote)).ToList();
            faults.AddRange(lies.Select(quote => new StoryFault(part.Name, FaultKinds.Source, quote.Text)));
            if (part.Text is null || lies.Count > 0)
                continue;
            if (part.Sources.Count == 0)
                faults.Add(new StoryFault(part.Name, FaultKinds.Source, part.Text));
            else
                Compare(part.Name, part.Text, part.Sources, text, inOrder: true, faults);
        }
        return faults;
    }

    private static bool StandsIn(string text, Quote quote) =>
        quote.Start >= 0 && quote.Start < quote.End && quote.End <= text.Length && text.AsSpan(quote.Start, quote.End - quote.Start).SequenceEqual(quote.Text);

    private static void Compare(string part, string told, IReadOnlyList<Quote> sources, string text, bool inOrder, List<StoryFault> faults)
    {
        var source = string.Join('\n', sources.Select(quote => quote.Text));
        if (told.Length > source.Length * 2 + MostBesidesSources)
        {
            faults.Add(new StoryFault(part, FaultKinds.Length, $"{told.Length} characters of {source.Length}"));
            return;
        }
        var (said, given) = (WordsOf.Read(told), WordsOf.Read(source));
        faults.AddRange(Signs(told, source).Select(sign => new StoryFault(part, FaultKinds.Sign, sign)));
        faults.AddRange(Figures(told, said, source, given, inOrder).Select(figure => new StoryFault(part, figure.IsDuration ? FaultKinds.Duration : FaultKinds.Number, figure.Written)));
        faults.AddRange(Skills(told, source).Select(skill => new StoryFault(part, FaultKinds.Skill, skill)));
        foreach (var word in said)
        {
            if (Figure.IsOne(word.Text))
                continue; // counted above
            if (SaysStill.Contains(word.Text))
            {
                if (!IsOngoing(text, sources, given))
                    faults.Add(new StoryFault(part, FaultKinds.Date, word.Text));
            }
            else if (!IsGiven(word, given))
                faults.Add(new StoryFault(part, KindOf(word), word.Text));
        }
    }

    // In the order of the source and no more often: "from 4 to 9" is not what "from 9 to 4" says.
    private static IEnumerable<Figure> Figures(string told, List<CheckedWord> said, string source, List<CheckedWord> given, bool inOrder)
    {
        var left = Figure.In(source, given);
        foreach (var figure in Figure.In(told, said))
        {
            var at = left.FindIndex(one => one.Value == figure.Value && one.Unit == figure.Unit);
            if (at < 0)
                yield return figure;
            else if (inOrder)
                left.RemoveRange(0, at + 1);
        }
    }

    private static IEnumerable<string> Skills(string told, string source)
    {
        var taxonomy = Taxonomy.Default;
        ILookup<string, int>? known = null;
        foreach (var (skill, written) in Named(taxonomy, told))
        {
            if (source.Contains(WithoutPlain(written), StringComparison.OrdinalIgnoreCase))
                continue;
            var named = known ??= Named(taxonomy, source).ToLookup(one => one.Written, one => one.Skill, StringComparer.OrdinalIgnoreCase);
            // What is also a plain word ("use", "work") is judged as a word.
            if (!named.Any(skills => skills.Contains(skill)) && !PlainWords.All.Contains(written) && !IsListOf(named, written))
                yield return written;
        }
    }

    // "HTML and CSS" of a source that names both is a list of the two, though there is a skill of that name.
    private static bool IsListOf(ILookup<string, int> named, string written) =>
        written.Split(" and ") is { Length: > 1 } items && items.All(named.Contains);

    // "They drew on calls" names no "on call".
    private static string WithoutPlain(string written)
    {
        var words = written.Split(' ');
        var from = Array.FindIndex(words, word => !PlainWords.All.Contains(word));
        return from <= 0 ? written : string.Join(' ', words[from..]);
    }

    private static IEnumerable<(int Skill, string Written)> Named(Taxonomy taxonomy, string text)
    {
        var words = Text.WordReader.Read(text);
        return taxonomy.Phrases.Find(text, words, 0, words.Count)
            .Select(match => (taxonomy.Names[match.Value].Skill, text[words[match.FirstWord].Start..words[match.EndWord - 1].End]));
    }

    private static bool IsGiven(CheckedWord word, List<CheckedWord> given)
    {
        // SQL is not "sql", and Apple is no apple.
        var named = char.IsUpper(word.Text[0]) && (!word.Opens || (word.Text.Length > 1 && char.IsUpper(word.Text[1])));
        if (named)
            return given.Exists(one => char.IsUpper(one.Text[0]) && SameWord.Are(one.Text, word.Text));
        return PlainWords.All.Contains(word.Text) || given.Exists(one => SameWord.Are(one.Text, word.Text));
    }

    private static string KindOf(CheckedWord word) =>
        SameWord.Month(word.Text) is not null ? FaultKinds.Date
        : Figure.IsTimeWord(word.Text) ? FaultKinds.Duration
        : char.IsUpper(word.Text[0]) ? FaultKinds.Name
        : FaultKinds.Word;

    // "2021 -" at the end of a line is as ongoing as "2021 - present".
    private static bool IsOngoing(string text, IReadOnlyList<Quote> sources, List<CheckedWord> given) =>
        given.Exists(word => MeansStill.Contains(word.Text))
        || sources.Any(quote => text.AsSpan(quote.End).TrimStart(' ') is ['-' or '\u2013' or '\u2014', .. var rest] && rest.TrimStart(" \t)]") is [] or ['\r' or '\n', ..]);

    private static IEnumerable<string> Signs(string told, string source) =>
        told.Where(c => !char.IsLetterOrDigit(c) && !IsPlainSign(c) && !source.Contains(c, StringComparison.Ordinal)).Distinct()
            .Select(c => char.IsControl(c) ? $"U+{(int)c:X4}" : c.ToString());

    private static bool IsPlainSign(char c) => " .,;:!?'\"()-\u2013\u2014\u2018\u2019\u201c\u201d".Contains(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;
}
