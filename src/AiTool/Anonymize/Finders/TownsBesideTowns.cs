using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns that stand in a pair or a list with others: "Boston and [a town]", "Lismore, Casino and Ballina".</summary>
internal static class TownsBesideTowns
{
    /// <summary>Whether the words from first to last stand beside a town as another one does.</summary>
    /// <param name="isListed">Whether a list of towns has them.</param>
    /// <param name="isLikely">Whether they are hardly anything else.</param>
    public static bool Has(ResumeText resume, Finds finds, int first, int last, bool isListed, bool isLikely) =>
        isListed && (IsInList(resume, first, last) || IsLastButOne(resume, finds, first, last) || IsBeforeTownAndComma(resume, finds, first, last))
        || isLikely && (IsBehindTown(resume, finds, first) || IsAboveAddress(resume, finds, first, last) || IsBeforeTown(resume, finds, first, last, isListed))
        || isListed && isLikely && (IsAmongFound(resume, finds, first, last) || IsBesideListed(resume, finds, first, last));

    /// <summary>Whether a list of towns has a word that is no common word and no tool.</summary>
    public static bool IsListed(Token token) => token.Is(WordKinds.Town | WordKinds.SmallTown) && !token.Is(WordKinds.Skill | WordKinds.Common);

    private static bool IsTown(Finds finds, Token token) => finds.At(token.Start) is { Kind: HiddenKinds.Place };

    // "[a town]," before it
    private static bool IsBehindComma(ResumeText resume, Finds finds, int first) => first > 0 && resume.Gap(first - 1) is ", " && IsTown(finds, resume.Tokens[first - 1]);

    private static bool IsBehindPreposition(ResumeText resume, int first) =>
        first > 0 && resume.Gap(first - 1) is " " && (ExpectedTowns.Before.Contains(resume.WordAt(first - 1)) || resume.WordAt(first - 1) is "with");

    // The token behind "and" or "&"; 0 where neither follows.
    private static int Joined(ResumeText resume, int last)
    {
        var next = resume.Gap(last) is " & " ? last + 1
            : resume.WordAt(last + 1) is "and" or "or" or "to" && resume.Gap(last) is " " && resume.Gap(last + 1) is " " ? last + 2 : 0;
        return next < resume.Tokens.Count ? next : 0;
    }

    // "in [a town] and Ogies", "[a town] & Sukheke"
    private static bool IsBehindTown(ResumeText resume, Finds finds, int first)
    {
        if (first == 0)
            return false;
        if (resume.Gap(first - 1) is " & " or "/" or " / ")
            return IsTown(finds, resume.Tokens[first - 1]);
        return first > 1 && resume.WordAt(first - 1) is "and" or "or" or "then" or "to" && resume.Gap(first - 1) is " " && resume.Gap(first - 2) is " " or ", " && IsTown(finds, resume.Tokens[first - 2]);
    }

    // "[a town], Weed and Yreka"
    private static bool IsLastButOne(ResumeText resume, Finds finds, int first, int last) =>
        IsBehindComma(resume, finds, first) && resume.WordAt(last + 1) is "and" && resume.Gap(last) is " " && last + 2 < resume.Tokens.Count
        && resume.Tokens[last + 2] is { Shape: Shape.Capital } third && !third.Is(WordKinds.Skill) && (IsTown(finds, third) || third.Is(WordKinds.Town | WordKinds.SmallTown));

    // "[a town], Galena, [person] and [a town]": among places and commas.
    private static bool IsAmongFound(ResumeText resume, Finds finds, int first, int last) =>
        IsBehindComma(resume, finds, first) && resume.Gap(last) is ", " && finds.IsFound(resume.Tokens[last + 1]);

    // "Indiranagar," above the rest of an address.
    private static bool IsAboveAddress(ResumeText resume, Finds finds, int first, int last) =>
        resume.Sections[resume.Tokens[first].Line] is Section.Top && resume.Gap(last) is ",\n" or ", \n" && finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Address or HiddenKinds.Place };

    // "at Lockhart and Tumut", "to Espanola & Taos": a town by the lists beside another.
    private static bool IsBesideListed(ResumeText resume, Finds finds, int first, int last)
    {
        if (Joined(resume, last) is > 0 and var next && IsListed(resume.Tokens[next]) && (IsBehindPreposition(resume, first) || IsBehindComma(resume, finds, first)))
            return true;
        return first > 1 && resume.Gap(first - 1) is " & " && IsListed(resume.Tokens[first - 1]) && !OrganisationWords.Follow(resume, last)
            && (ExpectedTowns.Before.Contains(resume.WordAt(first - 2)) || IsTown(finds, resume.Tokens[first - 2]));
    }

    // "open days in Orange, [a town]": whatever else the word means.
    private static bool IsBeforeTownAndComma(ResumeText resume, Finds finds, int first, int last) =>
        resume.Gap(last) is ", " && resume.Tokens[first].Is(WordKinds.Town) && IsTown(finds, resume.Tokens[last + 1]) && IsBehindPreposition(resume, first) && first > 1 && resume.Tokens[first - 2].Shape == Shape.Lower;

    // "Boston and [a town]", "with Pouzauges, [a town] and"
    private static bool IsBeforeTown(ResumeText resume, Finds finds, int first, int last, bool isListed)
    {
        if (resume.Gap(last) is ", " && IsTown(finds, resume.Tokens[last + 1]))
            return (IsBehindPreposition(resume, first) || isListed && first == resume.Stretches[resume.Tokens[first].Line].First) && (isListed || resume.Gap(last + 1) is ", " or " ");
        return Joined(resume, last) is > 0 and var next && IsTown(finds, resume.Tokens[next])
            && (isListed || IsBehindPreposition(resume, first) || IsBehindComma(resume, finds, first) || first > 0 && resume.Gap(first - 1) is ", " && resume.Tokens[first - 1].IsProper && !ExpectedTowns.IsTool(resume, first - 1));
    }

    // "Lismore, Casino and Ballina": three words or more in a row that are all towns, two of them nothing else.
    private static bool IsInList(ResumeText resume, int first, int last)
    {
        const int Most = 12;
        var (count, sure) = (1, last > first || !resume.Tokens[first].Is(WordKinds.Name | WordKinds.Dictionary) ? 1 : 0);
        for (var left = first; count < Most && Beside(resume, left, -1) is >= 0 and var other; left = other) Count(resume.Tokens[other], ref count, ref sure);
        for (var right = last; count < Most && Beside(resume, right, 1) is >= 0 and var other; right = other) Count(resume.Tokens[other], ref count, ref sure);
        return count >= 3 && sure >= 2;
    }

    private static void Count(Token token, ref int count, ref int sure)
    {
        count++;
        if (!token.Is(WordKinds.Name | WordKinds.Dictionary)) sure++;
    }

    // The next listed town on one side, behind a comma or an "and"; -1 where none stands.
    private static int Beside(ResumeText resume, int i, int step)
    {
        ReadOnlySpan<char> GapTo(int token) => resume.Gap(step > 0 ? token - 1 : token);
        var other = i + step;
        if (resume.WordAt(other) is "and" && GapTo(other) is " ") other += step;
        if (other < 0 || other >= resume.Tokens.Count)
            return -1;
        var gap = GapTo(other);
        var isJoined = gap is ", " or " & " || gap is " " && other != i + step;
        return isJoined && resume.Tokens[other] is { Shape: Shape.Capital } token && token.Is(WordKinds.Town | WordKinds.SmallTown) && !token.Is(WordKinds.Skill) ? other : -1;
    }
}
