using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>
/// What stands in one list with towns, whatever lists know of it: "travel to Moyale, North Horr and Loiyangalani", "between Gore, Edendale and Tokanui".
/// The list ends with an "and" or an "or"; one word in it that is no place keeps all of it.
/// </summary>
internal sealed class TownLists : IFind
{
    private const int MostItems = 8;
    private const int MostWords = 3;
    private const int Shortest = 4;

    // What a list of places stands behind; "of" stands before lists of anything, so more of them must be towns.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Leads = WordSet.Of("in at from near to between around across through via covering serving of");

    private enum Sort { Open, Place, Person, Bad }

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Place))
            return;
        Span<(int First, int Last)> items = stackalloc (int, int)[MostItems];
        Span<Sort> sorts = stackalloc Sort[MostItems];
        for (var and = 1; and + 1 < resume.Tokens.Count; and++)
        {
            if (resume.Tokens[and] is not { Shape: Shape.Lower, Length: 2 or 3 } token || resume.Word(token) is not ("and" or "or") || resume.Gap(and) is not " " || resume.Gap(and - 1) is not (" " or ", " or " , ")
                || resume.Tokens[and - 1] is not { IsProper: true } left || resume.Tokens[and + 1] is not { Shape: Shape.Capital } right || left.Line != token.Line || right.Line != token.Line)
                continue;
            var count = Read(resume, and, items);
            if (count < 2)
                continue;
            var lead = Lead(resume, items[count - 1].First);
            // "prefer Dallas or Charlotte"
            if (lead.IsEmpty && AreLarge(resume, items[..count]))
                lead = "in";
            for (var i = 0; i < count; i++)
                sorts[i] = SortOf(resume, finds, items[i].First, items[i].Last, isLed: !lead.IsEmpty && lead is not "of");
            Judge(resume, finds, items[..count], sorts[..count], lead);
        }
    }

    // The items from last to first; 0 where one of them is longer than any town's name.
    private static int Read(ResumeText resume, int and, Span<(int First, int Last)> items)
    {
        var end = and + 1;
        while (end - and < MostWords && IsJoined(resume, end)) end++;
        if (IsJoined(resume, end))
            return 0;
        items[0] = (and + 1, end);
        var count = 1;
        for (var last = and - 1; count < items.Length; last = items[count - 1].First - 1)
        {
            var first = last;
            while (last - first < MostWords && first > 0 && IsJoined(resume, first - 1)) first--;
            if (last - first == MostWords)
                return 0;
            items[count++] = (first, last);
            if (first == 0 || resume.Tokens[first - 1] is not { IsProper: true } before || before.Line != resume.Tokens[first].Line || resume.Gap(first - 1) is not (", " or " , "))
                break;
        }
        return count;
    }

    // Whether a word and the next one are of one name.
    private static bool IsJoined(ResumeText resume, int i) =>
        i + 1 < resume.Tokens.Count && resume.Tokens[i].IsProper && resume.Tokens[i + 1] is { IsProper: true } next && next.Line == resume.Tokens[i].Line && resume.Gap(i) is " " or "-" or "'";

    private static bool AreLarge(ResumeText resume, ReadOnlySpan<(int First, int Last)> items)
    {
        foreach (var (first, last) in items)
            if (last > first || !resume.Tokens[first].Is(WordKinds.BigTown) || resume.Tokens[first].Is(WordKinds.Common | WordKinds.Skill)) return false;
        return true;
    }

    // The preposition before the first item; empty where none stands.
    private static ReadOnlySpan<char> Lead(ResumeText resume, int first) =>
        first > 0 && resume.Tokens[first - 1] is { Shape: Shape.Lower } lead && lead.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is " " && Leads.Contains(resume.Word(lead)) ? resume.Word(lead) : default;

    private static Sort SortOf(ResumeText resume, Finds finds, int first, int last, bool isLed)
    {
        var found = finds.At(resume.Tokens[first].Start)?.Kind;
        if (found is HiddenKinds.Place)
            return Sort.Place;
        if (found is not (null or HiddenKinds.Name) || found is null && finds.Any(resume.Tokens[first].Start, resume.Tokens[last].End) || OrganisationWords.IsFirm(resume.Word(resume.Tokens[last])) || OrganisationWords.Follow(resume, last))
            return Sort.Bad;
        Span<char> buffer = stackalloc char[64];
        var (listed, words) = ListedPlaces.Longest(resume, first, buffer);
        var isTown = listed is PlaceSort.Town or PlaceSort.Village && words == last - first + 1;
        // "in Dallas and Manila": a large town, whoever bears its name.
        if (isTown && (words > 1 || isLed && resume.Tokens[first].Is(WordKinds.BigTown) && !resume.Tokens[first].Is(WordKinds.Common | WordKinds.Skill) || !resume.Tokens[first].Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym)))
            return Sort.Place;
        if (found is HiddenKinds.Name)
            return Sort.Person;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            // "North Horr", "Fox Valley"
            if (last > first && (PlaceWords.IsPrefix(resume.Word(token)) || i == last && PlaceWords.IsLandform(resume.Word(token))))
                continue;
            if (token.Shape != Shape.Capital || token.Length < Shortest && !isTown || token.Is(WordKinds.Demonym) || token.Is(WordKinds.Skill) && !(isLed && isTown && (token.Is(WordKinds.BigTown) || SkillWords.IsJob(resume.Word(token)))) || token.Is(WordKinds.Dictionary | WordKinds.Common) && !isTown || PlaceEvidence.IsMonth(resume.Word(token)))
                return Sort.Bad;
        }
        return Sort.Open;
    }

    private static void Judge(ResumeText resume, Finds finds, ReadOnlySpan<(int First, int Last)> items, ReadOnlySpan<Sort> sorts, ReadOnlySpan<char> lead)
    {
        // "Norwegian Refugee Council, Dadaab and Garissa": whom the list is about is none of it.
        var isBehindFirm = sorts[^1] is Sort.Bad && OrganisationWords.IsFirm(resume.Word(resume.Tokens[items[^1].Last])) && Ends(resume, items[0].Last);
        if (isBehindFirm)
        {
            items = items[..^1];
            sorts = sorts[..^1];
        }
        if (sorts.Contains(Sort.Bad))
            return;
        var places = sorts.Count(Sort.Place);
        var isLed = !lead.IsEmpty && !isBehindFirm;
        var isInBrackets = items[^1].First > 0 && resume.Gap(items[^1].First - 1).Contains('(') && resume.Gap(items[0].Last).Contains(')');
        var enough = isLed && lead is not "of" || isBehindFirm ? 1 : 2;
        if (places >= enough && (isLed || isInBrackets || isBehindFirm) && !sorts.Contains(Sort.Person) || places > 0 && isLed && places + sorts.Count(Sort.Person) >= enough)
            Hide(resume, finds, items, sorts);
    }

    private static void Hide(ResumeText resume, Finds finds, ReadOnlySpan<(int First, int Last)> items, ReadOnlySpan<Sort> sorts)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (sorts[i] == Sort.Open || sorts[i] == Sort.Place && !finds.IsFound(resume.Tokens[items[i].First]))
                finds.Add(HiddenKinds.Place, resume.Tokens[items[i].First].Start, resume.Tokens[items[i].Last].End, "[a town]", "in-list", 62);
        }
    }

    private static bool Ends(ResumeText resume, int last) =>
        Gaps.AtEnd(resume.Text.AsSpan(resume.Tokens[last].End, resume.Stretches[resume.Tokens[last].Line].End - resume.Tokens[last].End)) || resume.Gap(last).ContainsAny(',', ';', '(');
}
