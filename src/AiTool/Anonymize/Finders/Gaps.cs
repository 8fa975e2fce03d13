using System.Buffers;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>What may stand between two words that belong together.</summary>
internal static class Gaps
{
    private static readonly SearchValues<char> AddressMarks = SearchValues.Create(" ,.-/#:");
    private static readonly SearchValues<char> LabelMarks = SearchValues.Create(" .:-#(\t)\"*/");
    private static readonly SearchValues<char> EndMarks = SearchValues.Create(" .,;)-");
    private static readonly SearchValues<char> NameMarks = SearchValues.Create(" .,-'");
    private static readonly SearchValues<char> PlaceMarks = SearchValues.Create(" ,.-\u2013/\n\t");

    public static bool InAddress(ReadOnlySpan<char> gap) => !gap.ContainsAnyExcept(AddressMarks);

    public static bool AfterLabel(ReadOnlySpan<char> gap) => !gap.ContainsAnyExcept(LabelMarks);

    public static bool AtEnd(ReadOnlySpan<char> gap) => !gap.ContainsAnyExcept(EndMarks);

    public static bool InName(ReadOnlySpan<char> gap) => !gap.ContainsAnyExcept(NameMarks);

    public static bool InPlace(ReadOnlySpan<char> gap) => !gap.ContainsAnyExcept(PlaceMarks);
}
