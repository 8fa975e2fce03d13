using System.Buffers;
using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Links and pages of a person. A firm's bare domain and technologies that look like one ("node.js") stay.</summary>
internal sealed partial class UrlFinder : IFind
{
    private const int Longest = 400;

    private static readonly SearchValues<char> Inside = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'*+,;=%");

    private static readonly FrozenTlds Tlds = new();

    public void Find(ResumeText resume, Finds finds)
    {
        FindStarts(resume, finds, "http://");
        FindStarts(resume, finds, "https://");
        FindStarts(resume, finds, "www.");
        FindDomains(resume, finds);
        foreach (var match in Orcid().EnumerateMatches(resume.Text))
            finds.Add(HiddenKinds.Url, match.Index, match.Index + match.Length, "[link]", "orcid", 95);
    }

    [GeneratedRegex(@"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Orcid();

    private static void FindStarts(ResumeText resume, Finds finds, string start)
    {
        for (int from = 0, at; (at = resume.Folded[from..].IndexOf(start)) >= 0;)
        {
            at += from;
            var end = End(resume.Text, at);
            finds.Add(HiddenKinds.Url, at, end, "[link]", "url", 98);
            from = end;
        }
    }

    private static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < Longest && Inside.Contains(text[end])) end++;
        // A path that was broken at the end of its line goes on at the start of the next one.
        if (end > start && end + 1 < text.Length && text[end - 1] is '/' or '-' && text[end] == ' ' && text[end + 1] != ' ')
        {
            var next = end + 1;
            while (next < text.Length && next - end < 60 && char.IsLetterOrDigit(text[next]) | text[next] is '-' or '/') next++;
            if (next < text.Length && text[next] is ' ' or '\n' && text.AsSpan(end + 1, next - end - 1).ContainsAny('-', '/')) end = next;
        }
        while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or '\'' or '!' or '?' or ']') end--;
        return end;
    }

    // "name.dev", "github.com/name": words joined by dots that end in a domain.
    private static void FindDomains(ResumeText resume, Finds finds)
    {
        var tokens = resume.Tokens;
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (!IsDot(resume, i) || finds.IsFound(tokens[i]))
                continue;
            var first = i;
            while (first > 0 && (IsDot(resume, first - 1) || resume.Gap(first - 1) is "-") && i - first < 6) first--;
            var last = i + 1;
            while (last < tokens.Count && last - i < 8 && IsDot(resume, last)) last++;
            i = last;
            if (tokens[last].Shape != Shape.Lower || !Tlds.Contains(resume.Word(tokens[last])))
                continue;
            var start = tokens[first].Start;
            var hasPath = tokens[last].End < resume.Text.Length - 1 && resume.Text[tokens[last].End] == '/' && char.IsLetterOrDigit(resume.Text[tokens[last].End + 1]);
            if (!hasPath && !LooksPersonal(resume, first, last))
                continue;
            finds.Add(HiddenKinds.Url, start, hasPath ? End(resume.Text, start) : tokens[last].End, "[link]", "domain", 90);
        }
    }

    private static bool IsDot(ResumeText resume, int token) =>
        token + 1 < resume.Tokens.Count && resume.Tokens[token + 1].Start - resume.Tokens[token].End == 1 && resume.Text[resume.Tokens[token].End] == '.'
        && resume.Tokens[token].Shape != Shape.Number;

    private static bool LooksPersonal(ResumeText resume, int first, int last)
    {
        if (resume.Tokens[last - 1].Is(WordKinds.Skill))
            return false;
        return resume.Sections[resume.Tokens[first].Line] == Section.Top && resume.Tokens[first].Shape is Shape.Lower or Shape.Mixed
            || resume.Tokens[last - 1] is var name && name.Is(WordKinds.Name) && !name.Is(WordKinds.Dictionary);
    }

    private sealed class FrozenTlds
    {
        private readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _all = WordSet.Of(
            "com org net io dev me app info biz name uk us in de fr es it nl be ch at pl pt br ca au nz eu co tech page site online xyz cloud blog pro tv ly gg ai ie se no dk fi cz sk hu ro gr tr ru ua za ng ke gh eg ma jp cn kr tw hk sg my id ph th vn pk bd lk ae sa il edu gov");

        public bool Contains(ReadOnlySpan<char> word) => _all.Contains(word);
    }
}
