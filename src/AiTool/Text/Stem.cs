namespace ClearView.AiTool.Text;

/// <summary>
/// A small stemmer for English: enough to make "invoicing" and "invoices", or "planned" and "planning", one term.
/// Who does something keeps a term: everybody "developed" something, but not everybody is a developer.
/// </summary>
internal static class Stem
{
    private const int Shortest = 3;

    private static readonly string[] Endings =
        ["ization", "ational", "fulness", "iveness", "ations", "ation", "ments", "ment", "ness", "ings", "ing", "ions", "ion", "ized", "izer", "ize", "ives", "ive", "ably", "able", "ally", "edly", "ity", "ed", "ly", "al", "e"];

    /// <summary>Makes a <see cref="WordForm"/> of some length the stem, in its place, and returns the stem's length.</summary>
    public static int Of(Span<char> form, int length)
    {
        foreach (var ending in Endings)
        {
            if (length - ending.Length >= Shortest && form[..length].EndsWith(ending))
            {
                length -= ending.Length;
                break;
            }
        }
        // planned, planning: one n
        if (length > 3 && form[length - 1] == form[length - 2] && form[length - 1] is not ('s' or 'l' or 'e'))
            length--;
        if (length > Shortest && form[length - 1] == 'y')
            form[length - 1] = 'i';
        return length;
    }
}
