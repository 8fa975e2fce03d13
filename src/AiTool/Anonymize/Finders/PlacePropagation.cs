using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>A town that was found is hidden wherever else it stands: in the name of a hospital it tells as much as in an address.</summary>
internal sealed class PlacePropagation : IFind
{
    private const int MostWords = 4;
    private const int Shortest = 4;

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Place))
            return;
        var towns = Towns(resume, finds);
        if (towns.Count == 0)
            return;
        var byWord = towns.GetAlternateLookup<ReadOnlySpan<char>>();
        var sieve = new WordSieve();
        foreach (var word in towns.Keys) sieve.Add(word);
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.IsProper && !resume.ShunsCapitals || !sieve.MayHold(resume.Word(token)) || finds.IsFound(token) || !byWord.TryGetValue(resume.Word(token), out var names))
                continue;
            foreach (var name in names)
            {
                if (!Stands(resume, finds, i, name) || token.Is(WordKinds.Common) && name.Length == 1 && !IsExpected(resume, i))
                    continue;
                finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[i + name.Length - 1].End, "[a town]", "same-place", 70);
                i += name.Length - 1;
                break;
            }
        }
    }

    // By their first word, longer names first.
    private static Dictionary<string, List<string[]>> Towns(ResumeText resume, Finds finds)
    {
        var towns = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var find in finds.All)
        {
            if (find.Kind == HiddenKinds.Place && find.Replacement is "[a town]")
                Take(resume, finds, find.Start, find.End, towns);
            else if (find.Kind == HiddenKinds.Address)
                TakeFromAddress(resume, finds, find, towns);
        }
        foreach (var names in towns.Values)
            names.Sort((a, b) => b.Length.CompareTo(a.Length));
        return towns;
    }

    private static void Take(ResumeText resume, Finds finds, int start, int end, Dictionary<string, List<string[]>> towns)
    {
        var first = resume.TokenFrom(start);
        var last = first;
        // "Leeds, UK": up to the first mark.
        while (last + 1 < resume.Tokens.Count && resume.Tokens[last + 1].Start < end && TokenRuns.IsNarrow(resume.Gap(last))) last++;
        if (first >= resume.Tokens.Count || last - first >= MostWords || last == first && !IsTelling(resume.Tokens[first], finds.At(start) is { Rule: "town-state" or "town-region" } or { Kind: HiddenKinds.Place, Confidence: >= 95 }, finds, resume.Word(resume.Tokens[first])))
            return;
        var name = new string[last - first + 1];
        for (var i = first; i <= last; i++)
            name[i - first] = resume.Word(resume.Tokens[i]).ToString();
        // "Leeds LS1", "Pune 411": with a code it is found nowhere else.
        if (Array.Exists(name, word => char.IsAsciiDigit(word[0])))
            return;
        if (!towns.TryGetValue(name[0], out var names))
            towns[name[0]] = names = [];
        if (!names.Exists(other => other.AsSpan().SequenceEqual(name))) names.Add(name);
        // "Cluj-Napoca": "in Cluj" too.
        if (last > first && resume.Gap(first) is "-" && !resume.Tokens[first].Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Common | WordKinds.Skill) && resume.Tokens[first].Length >= Shortest && !names.Exists(other => other.Length == 1)) names.Add([name[0]]);
    }

    // A street may bear the name of a town, so only what stands behind a comma, a postcode or a dash.
    private static void TakeFromAddress(ResumeText resume, Finds finds, Found address, Dictionary<string, List<string[]>> towns)
    {
        Span<char> buffer = stackalloc char[64];
        for (var i = resume.TokenFrom(address.Start); i < resume.Tokens.Count && resume.Tokens[i].Start < address.End; i++)
        {
            if (i == 0 || !(resume.Gap(i - 1) is ", " or "," or " , " or " - " or " \u2013 " or "\n" or ",\n" or " / " or "/" || resume.Tokens[i - 1] is { Shape: Shape.Number, Length: >= 3 }))
                continue;
            var longest = 0;
            for (var count = 1; count <= MostWords && TokenRuns.Join(resume, i, count, buffer) is { IsEmpty: false } words; count++)
                if ((Lexicon.KindsOf(words) & (WordKinds.Town | WordKinds.SmallTown)) != 0 && resume.Tokens[i + count - 1].End <= address.End) longest = count;
            // "Nasr City"
            if (longest == 0 && resume.WordAt(i + 1) is "city" && resume.Tokens[i].IsProper && resume.Gap(i) is " ") longest = 2;
            if (longest > 0 && !AddressFinder.IsStreetWord(resume.WordAt(i + longest)))
                Take(resume, finds, resume.Tokens[i].Start, resume.Tokens[i + longest - 1].End, towns);
        }
    }

    // "I came to Sunshine", "PO Box 61, Opp": where it is a common word too it must stand where a place does.
    private static bool IsExpected(ResumeText resume, int i)
    {
        if (i == 0 || resume.Tokens[i].Shape != Shape.Capital)
            return false;
        var isLast = i + 1 == resume.Tokens.Count || resume.Tokens[i + 1].Line != resume.Tokens[i].Line || resume.Tokens[i + 1].Shape is Shape.Lower or Shape.Number || resume.Gap(i) is not (" " or "-");
        return isLast && (PlaceEvidence.Prepositions.Contains(resume.WordAt(i - 1)) && resume.Gap(i - 1) is " " || resume.Gap(i - 1) is ", " && PlaceEvidence.EndsStretch(resume, i, resume.Tokens[i]));
    }

    // One word that is nothing else, or that a state or a country behind it made sure of.
    private static bool IsTelling(Token token, bool isSure, Finds finds, ReadOnlySpan<char> word) =>
        (token.Length >= Shortest || isSure && token.Length > 2) && !token.Is(isSure ? WordKinds.Skill : WordKinds.Common | WordKinds.Skill) && (token.Is(WordKinds.Town | WordKinds.SmallTown) || !token.Is(WordKinds.Name | WordKinds.Dictionary))
        && !finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(word);

    private static bool Stands(ResumeText resume, Finds finds, int first, string[] name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (first + i >= resume.Tokens.Count || finds.IsFound(resume.Tokens[first + i]) || !resume.Word(resume.Tokens[first + i]).SequenceEqual(name[i]) || i > 0 && !TokenRuns.IsNarrow(resume.Gap(first + i - 1)))
                return false;
        }
        return true;
    }
}
