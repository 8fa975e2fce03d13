using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

internal enum PlaceSort { None, Village, Town, Region, Country }

/// <summary>Places that the word lists know, of up to four words.</summary>
internal static class ListedPlaces
{
    private const int LongestName = 4;

    /// <summary>The longest place that begins at a token, and of how many words it is.</summary>
    public static (PlaceSort, int) Longest(ResumeText resume, int first, Span<char> buffer)
    {
        var token = resume.Tokens[first];
        if (!token.Is(WordKinds.Town | WordKinds.SmallTown | WordKinds.TownStart | WordKinds.PlaceStart))
            return (PlaceSort.None, 0);
        var (sort, longest) = (SortOf(token.Kinds, resume.Word(token)), 1);
        if (token.Is(WordKinds.TownStart | WordKinds.PlaceStart))
        {
            for (var count = 2; count <= LongestName && TokenRuns.Join(resume, first, count, buffer) is { IsEmpty: false } words; count++)
                if (SortOf(Lexicon.KindsOf(words), words) is var longer and not PlaceSort.None) (sort, longest) = (longer, count);
        }
        return (sort, longest);
    }

    /// <summary>Of how many words, two to four, the place is that ends with a token; 0 when none does.</summary>
    public static int WordsBefore(ResumeText resume, int last)
    {
        Span<char> buffer = stackalloc char[64];
        for (var count = Math.Min(LongestName, last + 1); count > 1; count--)
            if (resume.Tokens[last - count + 1] is { IsProper: true } first && first.Is(WordKinds.TownStart | WordKinds.PlaceStart) && TokenRuns.Join(resume, last - count + 1, count, buffer) is { IsEmpty: false } words && SortOf(Lexicon.KindsOf(words), words) is PlaceSort.Town or PlaceSort.Village) return count;
        return 0;
    }

    /// <summary>What stands in its place.</summary>
    public static string Replacement(PlaceSort sort) => sort switch { PlaceSort.Country => "[a country]", PlaceSort.Region => "[a region]", _ => "[a town]" };

    private static PlaceSort SortOf(WordKinds kinds, ReadOnlySpan<char> words) =>
        (kinds & WordKinds.Region) != 0 ? PlaceWords.IsCountry(words) ? PlaceSort.Country : PlaceSort.Region
        : (kinds & WordKinds.Town) != 0 ? PlaceSort.Town : (kinds & WordKinds.SmallTown) != 0 ? PlaceSort.Village : PlaceSort.None;
}
