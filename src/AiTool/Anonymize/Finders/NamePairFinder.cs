using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>A given name and what can only be a surname side by side, anywhere.</summary>
internal sealed class NamePairFinder : IFind
{
    private const int MostWords = 4;

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Name))
            return;
        for (var i = 0; i + 1 < resume.Tokens.Count; i++)
        {
            if (ChineseNames.End(resume, i) is var end and > 0 && !finds.Any(resume.Tokens[i].Start, resume.Tokens[end].End))
            {
                NameHit.Add(resume, finds, i, end, "name-pair", 75, IsCandidate(resume, finds, i, end));
                i = end;
                continue;
            }
            if (!IsStart(resume, finds, i))
                continue;
            var last = RunEnd(resume, finds, i);
            if (last == i)
                continue;
            if (Judge(resume, i, last) is var confidence and > 0 && !IsSubject(resume, i))
                NameHit.Add(resume, finds, i, last, "name-pair", confidence, IsCandidate(resume, finds, i, last));
            i = last;
        }
        InSentences(resume, finds);
    }

    // "BA Gaelic and Development"
    private static bool IsSubject(ResumeText resume, int first) =>
        resume.Sections[resume.Tokens[first].Line] is Section.Education && (DegreeWords.IsDegree(resume, resume.Tokens[first]) || DegreeWords.Opens(resume, first));

    // Where nothing else at the top was taken for the candidate's name, the first pair there is it; and so is one that has a word of it.
    private static bool IsCandidate(ResumeText resume, Finds finds, int first, int last)
    {
        if (resume.Sections[resume.Tokens[first].Line] is not (Section.Top or Section.Personal))
            return false;
        var words = finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = first; i <= last; i++)
            if (words.TryGetValue(resume.WordAt(i), out var isCandidate) && isCandidate) return true;
        return !finds.HasCandidate;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of("with from by under for as assisted assisting helped replaced thanked lead manager supervisor colleague mentor boss");

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> After = WordSet.Of("is was has had named asked wrote told said praised led showed taught gave made");

    // "Shared the shift with Kiplagat Yoshida-Park for two years": two words with capitals among small letters, where a sentence expects somebody, one of them
    // nothing but a name and the other perhaps one.
    private static void InSentences(ResumeText resume, Finds finds)
    {
        for (var i = 0; i + 1 < resume.Tokens.Count; i++)
        {
            if (resume.Tokens[i].Shape != Shape.Capital || finds.IsFound(resume.Tokens[i]))
                continue;
            var last = CapitalsEnd(resume, finds, i);
            if (last > i && IsExpected(resume, i, last) && ArePerson(resume, finds, i, last))
                NameHit.Add(resume, finds, i, last, "name-sentence", 60, isCandidate: false);
            i = last;
        }
    }

    private static int CapitalsEnd(ResumeText resume, Finds finds, int first)
    {
        var last = first;
        for (var i = first + 1; i < resume.Tokens.Count && resume.Tokens[i].Line == resume.Tokens[first].Line && TokenRuns.InName(resume, i - 1) && !finds.IsFound(resume.Tokens[i]) && resume.Tokens[i].Shape is Shape.Capital or Shape.Initial; i++)
            last = i;
        return last;
    }

    private static bool IsExpected(ResumeText resume, int first, int last)
    {
        var line = resume.Stretches[resume.Tokens[first].Line];
        var next = last + 1 < line.Last ? resume.Tokens[last + 1] : default;
        var goesOn = last + 1 >= line.Last ? resume.Text.AsSpan(resume.Tokens[last].End, line.End - resume.Tokens[last].End) is "." : next.Shape == Shape.Lower && resume.Gap(last) is " " or ", " || resume.Gap(last) is ". ";
        if (!goesOn)
            return false;
        if (first > line.First && resume.Tokens[first - 1] is { Shape: Shape.Lower })
            return resume.Gap(first - 1) is " " or ", " && Before.Contains(resume.WordAt(first - 1));
        // "Assisted Maria Torres with", "Otieno Nankya has praised"
        return first > line.First ? first - 1 == line.First && resume.Gap(first - 1) is " " && Before.Contains(resume.WordAt(first - 1)) : After.Contains(resume.WordAt(last + 1)) && resume.Gap(last) is " ";
    }

    private static bool ArePerson(ResumeText resume, Finds finds, int first, int last)
    {
        const WordKinds Other = WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym;
        const int Most = 5;
        if (last - first >= Most || OrganisationWords.IsKnown(resume, first) || OrganisationWords.Follow(resume, last))
            return false;
        int sure = 0, words = 0, places = 0;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Initial)
                continue;
            words++;
            if (finds.Tags[i] == Tagging.Tag.Place) places++;
            if (HeadingWords.Contains(resume.Word(token)) || token.Is(WordKinds.Demonym | WordKinds.Region) || ForeignWords.HasOrdinaryEnding(resume.Word(token)))
                return false;
            if (token.Is(WordKinds.Name) && !token.Is(Other)) sure++;
            else if (token.Is(Other) && !(token.Is(WordKinds.Name) && token.Is(WordKinds.Frequent))) return false;
            else if (OrganisationWords.IsFirm(resume.Word(token)) && i < last) return false;
        }
        return sure > 0 && words > 1 && places < words && !IsTown(resume, first);
    }

    private static bool IsTown(ResumeText resume, int first)
    {
        Span<char> buffer = stackalloc char[64];
        for (var count = 2; count <= 3; count++)
            if (TokenRuns.Join(resume, first, count, buffer) is { IsEmpty: false } words && (Lexicon.KindsOf(words) & (WordKinds.Town | WordKinds.SmallTown | WordKinds.Region)) != 0) return true;
        return false;
    }

    private static bool IsStart(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        // "Xiaoming Wang": a word that is nothing at all, before what is nothing but a surname.
        if (token.Shape == Shape.Capital && (token.Kinds & ~(WordKinds.TownStart | WordKinds.PlaceStart | WordKinds.SmallTown)) == WordKinds.None && !finds.IsFound(token) && i > resume.Stretches[token.Line].First && resume.Gap(i) is " " && IsPureSurname(resume.Tokens[i + 1]))
            return true;
        return token.IsProper && token.Is(WordKinds.Given) && !finds.IsFound(token) && !(token.Is(WordKinds.Common) && !token.Is(WordKinds.Frequent)) && !OrganisationWords.IsHead(resume.Word(token));
    }

    private static bool IsPureSurname(Token token) =>
        token.Shape == Shape.Capital && token.Is(WordKinds.Surname) && token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym);

    public static bool IsMonth(ReadOnlySpan<char> word) => word is "jun" or "may" or "april" or "june" or "august" or "jan" or "jul" or "avril" or "mai";

    // "Allison Baker after a month", "Emily Banks": a surname that is a job or a thing elsewhere, where the name ends with it.
    private static bool IsWordSurname(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        if (token.Shape != Shape.Capital || !token.Is(WordKinds.Surname) || !token.Is(WordKinds.Frequent) || token.Is(WordKinds.Demonym) || OrganisationWords.IsFirm(resume.Word(token)))
            return false;
        return i + 1 >= resume.Tokens.Count || resume.Tokens[i + 1] is var next && (next.Line != token.Line || next.Shape == Shape.Lower && resume.Gap(i) is " " or ", " or "'s ");
    }

    private static int RunEnd(ResumeText resume, Finds finds, int first)
    {
        var last = first;
        for (var i = first + 1; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[first].Line || !TokenRuns.InName(resume, i - 1) || finds.IsFound(token))
                break;
            // "Heather A. Mueller": the letter is an article elsewhere.
            if (token.Shape != Shape.Initial && token.Is(WordKinds.Dictionary | WordKinds.Skill) && !token.Is(WordKinds.Name) && !IsWholeLine(resume, first, i)) break;
            if (token.IsProper && token.Shape == resume.Tokens[first].Shape || token.IsProper && token.Is(WordKinds.Name) && !token.Is(WordKinds.Common)) last = i;
            else if (token.Shape != Shape.Initial && !NameSpellings.IsParticle(resume.Word(token))) break;
        }
        return last;
    }

    // A line that is nothing but a given name and one more word: the word is a surname, whatever else it means.
    private static bool IsWholeLine(ResumeText resume, int first, int last) =>
        last == first + 1 && resume.Stretches[resume.Tokens[first].Line] is var line && line.First == first && line.Last == last + 1
        && resume.Tokens[first] is var given && given.Is(WordKinds.Given) && given.Is(WordKinds.Frequent) && !given.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym)
        && resume.Tokens[last] is var surname && surname.Shape == given.Shape && !surname.Is(WordKinds.Skill | WordKinds.Demonym) && !HeadingWords.Contains(resume.Word(surname));

    /// <summary>"Guadalupe Villanueva": a frequent given name and a frequent surname, though both may be towns; "San Jose" is one.</summary>
    public static bool IsPairOfNames(ResumeText resume, int first)
    {
        if (first < 0 || first + 1 >= resume.Tokens.Count || resume.Gap(first) is not " ")
            return false;
        var (given, surname) = (resume.Tokens[first], resume.Tokens[first + 1]);
        if (given.Shape != Shape.Capital || surname.Shape != Shape.Capital || given.Line != surname.Line || !given.Is(WordKinds.Frequent) || !surname.Is(WordKinds.Frequent)
            || !given.Is(WordKinds.Given) || !surname.Is(WordKinds.Surname) || given.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym) || surname.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym))
            return false;
        if (OrganisationWords.Follow(resume, first + 1) || OrganisationWords.IsKnown(resume, first))
            return false;
        Span<char> buffer = stackalloc char[64];
        return TokenRuns.Join(resume, first, 2, buffer) is { IsEmpty: false } both && (Lexicon.KindsOf(both) & WordKinds.Town) == 0 && !PlaceWords.IsRegion(both) && !PlaceWords.IsCountry(both);
    }

    private static int Judge(ResumeText resume, int first, int last)
    {
        if (OrganisationWords.Follow(resume, last) || OrganisationWords.Precede(resume, first) || OrganisationWords.IsKnown(resume, first))
            return 0;
        var isApart = false;
        for (var i = first; i < last; i++) isApart |= resume.Gap(i) is " ";
        if (!isApart)
            return 0;
        if (IsWholeLine(resume, first, last) || last == first + 1 && IsPairOfNames(resume, first))
            return 60;
        int pure = 0, doubtful = 0, count = 0, plain = 0;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (!token.IsProper)
                continue;
            count++;
            if (HeadingWords.Contains(resume.Word(token)))
                return 0;
            if (token.Is(WordKinds.Name) && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym)) pure += token.Is(WordKinds.Frequent) ? 3 : 2;
            else if (token.Is(WordKinds.Name) && token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Common | WordKinds.Skill)) pure += 1;
            // "Jun Liu" is no month.
            else if (i == first && last == first + 1 && token.Is(WordKinds.Given) && IsMonth(resume.Word(token)) && IsPureSurname(resume.Tokens[last])) plain++;
            else if (i == last && i > first && IsWordSurname(resume, i)) plain++;
            // "Mark Johnson": the surname carries a given name that is also a word.
            else if (i == first && token.Is(WordKinds.Frequent) && token.Is(WordKinds.Given) && !token.Is(WordKinds.Skill)) plain++;
            else if (token.Is(WordKinds.Common | WordKinds.Skill | WordKinds.Demonym)) doubtful++;
            else if (!token.Is(WordKinds.Dictionary)) pure += 1;
        }
        // In a line of capitals every word looks like a name.
        if (plain > 0 && resume.Tokens[first].Shape == Shape.Capital && doubtful == 0 && pure >= 3 && count == 2)
            return 62;
        var needed = resume.Tokens[first].Shape == Shape.Upper ? 5 : 4;
        return count >= 2 && doubtful == 0 && pure >= needed ? 70 : 0;
    }
}
