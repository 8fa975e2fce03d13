using System.Buffers;
using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>A place where a text names a skill.</summary>
internal readonly record struct SkillFound(int Skill, int Start, int End, int FirstWord, int EndWord);

/// <summary>Finds the skills that a stretch of text names.</summary>
internal sealed class SkillFinder(Taxonomy taxonomy)
{
    // Where all is capital or all is small, the case of a name tells nothing.
    private enum Casing { Mixed, AllCapital, AllSmall }

    private const int NearLanguage = 60;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joiners =
        Set("and", "or", "in", "with", "using", "of", "some", "basic", "modern", "plus", "like", "as", "via", "advanced", "for", "production", "also", "know");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Followers =
        Set("and", "or", "developer", "engineer", "programmer", "programming", "code", "services", "service", "microservices", "language", "for", "to", "on", "at", "is", "scripts", "projects", "development", "basics", "backend");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LanguageWords =
        Set("fluent", "native", "speak", "speaks", "speaking", "speaker", "speakers", "spoken", "written", "language", "languages", "tongue", "bilingual",
            "proficient", "conversational", "a1", "a2", "b1", "b2", "c1", "c2", "mother", "intermediate", "beginner", "working", "lessons", "courses", "communicate",
            "trilingual", "multilingual", "fluently", "reads", "read", "fluency", "proficiency", "command", "orally", "oral", "writing");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CompanyForms =
        Set("ltd", "limited", "inc", "llc", "llp", "plc", "gmbh", "corp", "corporation", "pvt", "pty", "oy", "srl", "bhd");

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;/|()\u2022\u00b7:\n.\t");

    public static SkillFinder Default { get; } = new(Taxonomy.Default);

    public Taxonomy Taxonomy => taxonomy;

    /// <param name="inList">Whether the stretch lists skills, so that an ambiguous name between separators counts.</param>
    /// <param name="ofLanguages">Whether the stretch speaks of languages, so that the name of one counts.</param>
    public void Find(string text, List<Word> words, int first, int end, bool inList, bool ofLanguages, List<SkillFound> found)
    {
        if (first >= end)
            return;
        var before = found.Count;
        List<PhraseMatch>? unsure = null;
        var casing = IsShouting(text, words, first, end) ? Casing.AllCapital : IsAllSmall(text, words, first, end) ? Casing.AllSmall : Casing.Mixed;
        for (var i = first; i < end;)
        {
            var match = taxonomy.Phrases.LongestAt(text, words, i, end, m => Verdict(text, words, m, end, casing, ofLanguages) != false);
            if (match is not { } taken)
            {
                i++;
                continue;
            }
            if (Verdict(text, words, taken, end, casing, ofLanguages) == true)
                found.Add(At(words, taken));
            else
                (unsure ??= []).Add(taken);
            i = taken.EndWord;
        }
        if (unsure is not null)
            TakeInCompany(text, words, first, end, inList, casing, unsure, before, found);
    }

    private SkillFound At(List<Word> words, PhraseMatch match) =>
        new(taxonomy.Names[match.Value].Skill, words[match.FirstWord].Start, words[match.EndWord - 1].End, match.FirstWord, match.EndWord);

    // Null: it depends on what stands beside it.
    private bool? Verdict(string text, List<Word> words, PhraseMatch match, int end, Casing casing, bool ofLanguages)
    {
        var name = taxonomy.Names[match.Value];
        if (name.NotBefore.Length > 0 && match.EndWord < end && name.NotBefore.AsSpan().Contains(text[words[match.EndWord].Start..words[match.EndWord].End]))
            return false;
        // "Oracle Corporation", "Spring Hotel GmbH": an employer.
        if (match.EndWord < end && text[words[match.EndWord - 1].End..words[match.EndWord].Start] is " " or ", " && CompanyForms.Contains(words[match.EndWord].In(text)))
            return false;
        if (name.Rule == NameRule.Anywhere)
            return true;
        var written = text.AsSpan(words[match.FirstWord].Start, words[match.EndWord - 1].End - words[match.FirstWord].Start);
        var same = written.Equals(name.Text, StringComparison.Ordinal);
        if (!same && (casing == Casing.Mixed || !written.Equals(name.Text, StringComparison.OrdinalIgnoreCase)))
            return false;
        return name.Rule switch
        {
            NameRule.AsWritten => same && casing != Casing.AllCapital ? true : null,
            NameRule.SpokenLanguage => ofLanguages ? true : null,
            _ => null,
        };
    }

    private void TakeInCompany(
        string text, List<Word> words, int first, int end, bool inList, Casing casing, List<PhraseMatch> unsure, int before, List<SkillFound> found)
    {
        var sure = found.Count - before;
        // "typescript go react": a bare list of names gives no capitals and no commas.
        var named = found.Skip(before).Sum(match => match.EndWord - match.FirstWord) + unsure.Sum(match => match.EndWord - match.FirstWord);
        var isBareList = sure >= 2 && end - first >= 3 && named * 4 >= (end - first) * 3;
        var languages = unsure.Count(match => taxonomy.Names[match.Value].Rule == NameRule.SpokenLanguage);
        foreach (var match in unsure)
        {
            var taken = taxonomy.Names[match.Value].Rule == NameRule.SpokenLanguage
                ? languages > 1 || HasLanguageWord(text, words, match, first, end)
                : isBareList || (casing != Casing.AllSmall && (inList || sure > 0 || IsBeforeTrade(text, words, match, end)) && IsSetOff(text, words, match, first, end));
            if (taken)
                found.Add(At(words, match));
        }
        found.Sort(before, found.Count - before, Comparer<SkillFound>.Create((a, b) => a.Start.CompareTo(b.Start)));
    }

    private static bool IsBeforeTrade(string text, List<Word> words, PhraseMatch match, int end) =>
        match.EndWord < end && words[match.EndWord].In(text) is "developer" or "programming" or "programmer" or "Developer" or "Programming" or "Programmer";

    private static bool IsSetOff(string text, List<Word> words, PhraseMatch match, int first, int end)
    {
        var left = match.FirstWord == first || HasSeparator(text, words[match.FirstWord - 1].End, words[match.FirstWord].Start)
            || Joiners.Contains(words[match.FirstWord - 1].In(text));
        var right = match.EndWord == end || HasSeparator(text, words[match.EndWord - 1].End, words[match.EndWord].Start)
            || Followers.Contains(words[match.EndWord].In(text)) || char.IsAsciiDigit(text[words[match.EndWord].Start]);
        return left && right;
    }

    private static bool HasSeparator(string text, int from, int to) => text.AsSpan(from, to - from).ContainsAny(Separators);

    private static bool HasLanguageWord(string text, List<Word> words, PhraseMatch match, int first, int end)
    {
        for (var i = Math.Max(first, match.FirstWord - 8); i < end && i < match.EndWord + 8; i++)
        {
            if (Math.Abs(words[i].Start - words[match.FirstWord].Start) <= NearLanguage && LanguageWords.Contains(words[i].In(text)))
                return true;
        }
        return false;
    }

    private static bool IsAllSmall(string text, List<Word> words, int first, int end) =>
        end - first >= 3 && text.AsSpan(words[first].Start, Math.Min(400, words[end - 1].End - words[first].Start)).IndexOfAnyInRange('A', 'Z') < 0;

    private static bool IsShouting(string text, List<Word> words, int first, int end)
    {
        var letters = 0;
        for (var i = words[first].Start; i < words[end - 1].End && i < words[first].Start + 400; i++)
        {
            if (char.IsLower(text[i]))
                return false;
            if (char.IsUpper(text[i]))
                letters++;
        }
        // A list such as "REST, SQL, AWS" shouts no more than its names do.
        return letters >= 12 && end - first >= 3;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
