namespace ClearView.Cli.Ai;

/// <summary>Positions for programs in other languages: counted in code points, where .NET counts UTF-16 code units.</summary>
internal sealed class CodePoints
{
    // The second halves of pairs, in order: every one before a position makes it one less.
    private readonly List<int> _seconds = [];

    public CodePoints(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                _seconds.Add(i);
        }
    }

    public int At(int unit)
    {
        var found = _seconds.BinarySearch(unit);
        return unit - (found < 0 ? ~found : found);
    }
}
