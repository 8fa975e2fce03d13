using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Looks for a person's name words through the whole text.</summary>
internal static class NameWordSearch
{
    public static void Find(ResumeText resume, Finds finds, NameSpellings spellings, string rule, int confidence)
    {
        var words = spellings.Words.GetAlternateLookup<ReadOnlySpan<char>>();
        var glued = spellings.Glued.GetAlternateLookup<ReadOnlySpan<char>>();
        var tokens = resume.Tokens;
        var sieve = new WordSieve();
        foreach (var each in spellings.Words) sieve.Add(each);
        foreach (var each in spellings.Glued) sieve.Add(each);
        var firsts = FirstLetters(spellings);
        Span<char> bare = stackalloc char[64];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Length == 1)
            {
                i += Spaced(resume, finds, i, spellings, rule, confidence);
                continue;
            }
            // Most words begin like none of them and are known to be something else.
            if (token.Is(WordKinds.Dictionary | WordKinds.Skill) && !IsIn(firsts, resume.Folded[token.Start]))
                continue;
            var word = Bare(resume.Word(token), bare);
            if (i + 1 < tokens.Count && resume.Gap(i) is "-\n" or "- \n" or "\u2010\n" && IsBroken(resume, i, words, glued))
            {
                finds.Add(HiddenKinds.Name, token.Start, tokens[i + 1].End, "[person]", rule + "-broken", confidence - 5);
                finds.HasCandidate = true;
                continue;
            }
            var mayBe = sieve.MayHold(word);
            if (mayBe && words.Contains(word))
            {
                if (IsName(resume, i, words, spellings)) Hide(resume, finds, i, spellings, rule, confidence);
            }
            else if (!token.Is(WordKinds.Dictionary | WordKinds.Skill) && (mayBe && glued.Contains(word) || token.Length >= 6 && Holds(word, spellings, isHandle: token.Shape is Shape.Lower or Shape.Mixed)))
            {
                finds.Add(HiddenKinds.Name, token.Start, token.End, "[person]", rule + "-glued", confidence - 5);
                finds.HasCandidate = true;
            }
        }
    }

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs = WordSet.Of(
        "is was has had can could will would does did built rebuilt led won wrote rewrote ran made took gave taught held kept grew spoke brought likes knows leads works runs speaks explains never always");

    // One bit for each letter that a spelling begins with; letters that are none of English all count as one of them.
    private static uint FirstLetters(NameSpellings spellings)
    {
        var letters = 0u;
        foreach (var word in spellings.Words) letters |= Bit(word[0]);
        foreach (var word in spellings.Glued) letters |= Bit(word[0]);
        return letters | Bit('\'');
    }

    private static bool IsIn(uint letters, char letter) => (letters & Bit(letter)) != 0;

    private static uint Bit(char letter) => char.IsAsciiLetterLower(letter) ? 1u << (letter - 'a') : letter is '\'' ? 1u << 26 : 1u << 27;

    // "Kowal-" at the end of a line and "czyk" on the next.
    private static bool IsBroken(ResumeText resume, int first, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> glued)
    {
        var left = resume.Word(resume.Tokens[first]);
        var right = resume.Word(resume.Tokens[first + 1]);
        Span<char> whole = stackalloc char[64];
        if (left.Length + right.Length > whole.Length || words.Contains(right))
            return false;
        left.CopyTo(whole);
        right.CopyTo(whole[left.Length..]);
        whole = whole[..(left.Length + right.Length)];
        return words.Contains(whole) || glued.Contains(whole);
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word, Span<char> buffer)
    {
        if (word.Length > buffer.Length || !word.Contains('\'') && !word.ContainsAnyInRange('\u0300', '\u036F'))
            return word;
        var length = 0;
        foreach (var c in word)
            if (c is not ('\'' or (>= '\u0300' and <= '\u036F'))) buffer[length++] = c;
        return buffer[..length];
    }

    // The whole name inside any word; one of its words only inside what looks like a handle, for "Cooper" is in many firms' names.
    private static bool Holds(ReadOnlySpan<char> word, NameSpellings spellings, bool isHandle)
    {
        if (!spellings.HasRoot(word))
            return false;
        foreach (var part in spellings.Inside)
            if (word.Length > part.Length && (isHandle || spellings.Wholes.Contains(part)) && word.Contains(part, StringComparison.Ordinal)) return true;
        return false;
    }

    // A name that is also a word ("Will", "Grant", "Mark") counts when it is written like a name, and not merely because it begins a sentence.
    private static bool IsName(ResumeText resume, int index, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words, NameSpellings spellings)
    {
        var token = resume.Tokens[index];
        if (!token.Is(WordKinds.Dictionary | WordKinds.Skill) || token.IsProper && HasMark(resume.Original(token)))
            return true;
        if (words.Contains(resume.WordAt(index - 1)) || words.Contains(resume.WordAt(index + 1)))
            return token.Shape != Shape.Lower || !token.Is(WordKinds.Common);
        if (!token.IsProper)
            return false;
        if (!token.Is(WordKinds.Common | WordKinds.Skill) || IsBesideInitial(resume, index, spellings) || IsAfterTitle(resume, index))
            return true;
        var before = token.Start;
        while (before > 0 && resume.Text[before - 1] is ' ' or '"' or '(') before--;
        var startsSentence = before == 0 || resume.Text[before - 1] is '\n' or '.' or '-' or '*' or '\u2022' or ':' or '\t' or ',';
        if (startsSentence)
            return IsSubject(resume, index, token);
        return token.Shape == Shape.Capital;
    }

    // "Blessing took over ...", "Blessing T. ...": at the start of a sentence the next word tells the person from the thing.
    private static bool IsSubject(ResumeText resume, int index, Token token)
    {
        if (index + 1 >= resume.Tokens.Count || resume.Gap(index) is not " ")
            return false;
        var next = resume.Tokens[index + 1];
        if (next.Shape == Shape.Initial && next.End < resume.Text.Length && resume.Text[next.End] == '.')
            return true;
        if (next.Shape != Shape.Lower)
            return false;
        var word = resume.Word(next);
        return !token.Is(WordKinds.Common) || word.EndsWith("ed") || Verbs.Contains(word) || Text.Verbs.Of(word) is { Form: Text.VerbForm.Third or Text.VerbForm.Past };
    }

    // "Pine, L.;", "P. H. Good": an initial of the name beside it, in a list of papers or at the foot of a page.
    private static bool IsBesideInitial(ResumeText resume, int index, NameSpellings spellings) =>
        InitialsBefore(resume, index, spellings) < index
        || index + 1 < resume.Tokens.Count && resume.Gap(index) is ", " && IsInitial(resume, index + 1, spellings.FirstInitials) && resume.Text.AsSpan(resume.Tokens[index + 1].End) is ['.', ..];

    // Where the initials before a word begin, of which one is of the name: the other may be of a name that was never written out.
    private static int InitialsBefore(ResumeText resume, int index, NameSpellings spellings)
    {
        var first = index;
        var isOwn = false;
        while (first > 0 && resume.Tokens[first - 1].Shape == Shape.Initial && resume.Gap(first - 1) is " " or ". " or "." or "-" or ".-")
            isOwn |= IsInitial(resume, --first, spellings.FirstInitials);
        return isOwn ? first : index;
    }

    private static bool IsInitial(ResumeText resume, int index, HashSet<char> initials) =>
        resume.Tokens[index].Shape == Shape.Initial && initials.Contains(resume.Word(resume.Tokens[index])[0]);

    // "Ms. Too", "Professor Pine"
    private static bool IsAfterTitle(ResumeText resume, int index) =>
        index > 0 && resume.Gap(index - 1) is " " or ". " && resume.Tokens[index - 1].Shape != Shape.Lower && resume.WordAt(index - 1) is "mr" or "mrs" or "ms" or "miss" or "dr" or "prof" or "professor" or "sir" or "madam" or "coach" or "pastor";

    private static void Hide(ResumeText resume, Finds finds, int index, NameSpellings spellings, string rule, int confidence)
    {
        var (start, end) = (resume.Tokens[index].Start, resume.Tokens[index].End);
        // "van den Heuvel"
        var first = index;
        while (first > 0 && resume.Gap(first - 1) is " " && resume.WordAt(first - 1) is "von" or "van" or "der" or "den" or "de" or "del" or "zu" or "di" or "da" or "dos" or "ter" or "ten" or "bin" or "al" or "el") first--;
        // "J. Doe", "J Doe", "J. R. Doe", "Doe, J. R."
        first = InitialsBefore(resume, first, spellings);
        start = resume.Tokens[first].Start;
        for (var next = index + 1; next < resume.Tokens.Count && (next == index + 1 ? IsInitial(resume, next, spellings.FirstInitials) && resume.Gap(index) is " " or ", " : resume.Tokens[next].Shape == Shape.Initial && resume.Gap(next - 1) is ". " or "." or ".-"); next++)
            end = resume.Tokens[next].End + (resume.Text.AsSpan(resume.Tokens[next].End) is ['.', ..] ? 1 : 0);
        finds.Add(HiddenKinds.Name, start, end, "[person]", rule, confidence);
        finds.HasCandidate = true;
    }

    // "J A N E  D O E" and "J.D.": letters that stand alone and together spell the name or its initials. Returns how many tokens to skip.
    private static int Spaced(ResumeText resume, Finds finds, int index, NameSpellings spellings, string rule, int confidence)
    {
        const int Longest = 60;
        var end = index;
        while (end < resume.Tokens.Count && resume.Tokens[end].Length == 1 && end - index < Longest && (end == index || IsThin(resume.Gap(end - 1))))
            end++;
        var count = end - index;
        if (count < 2)
            return 0;
        Span<char> letters = stackalloc char[Longest];
        for (var i = 0; i < count; i++)
            letters[i] = resume.Word(resume.Tokens[index + i])[0];
        if (count <= 3)
        {
            var isInitials = resume.Tokens[index].Shape == Shape.Initial && resume.Text[resume.Tokens[index].End] == '.'
                && spellings.FirstInitials.Contains(letters[0]) && spellings.LastInitials.Contains(letters[count - 1]);
            if (!isInitials)
                return 0;
            if (letters[..count] is "ba" or "bs" or "ma" or "ms" or "md" or "be" or "me" or "pa" or "ed" or "jd" or "us" or "uk" or "phd" or "bsc" or "msc" or "mba" or "ca" or "la" or "bed" or "ie" or "eg")
                return 0;
            var last = resume.Tokens[end - 1].End;
            finds.Add(HiddenKinds.Name, resume.Tokens[index].Start, last + (last < resume.Text.Length && resume.Text[last] == '.' ? 1 : 0), "[person]", rule + "-initials", confidence - 15);
            return count - 1;
        }
        foreach (var part in spellings.Glued.Concat(spellings.Words).Where(w => w.Length >= 3).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal))
        {
            var at = letters[..count].IndexOf(part);
            if (at < 0)
                continue;
            finds.Add(HiddenKinds.Name, resume.Tokens[index + at].Start, resume.Tokens[index + at + part.Length - 1].End, "[person]", rule + "-spaced", confidence - 5);
            finds.HasCandidate = true;
        }
        return count - 1;
    }

    // "V\u00E2n" is no van.
    private static bool HasMark(ReadOnlySpan<char> word) => word.ContainsAnyExceptInRange('\0', '\u007F') && !word.Contains('\u2019');

    private static bool IsThin(ReadOnlySpan<char> gap) => gap.Length <= 6 && gap.IndexOfAnyExcept(" .-\t") < 0;
}
