using System.Text;

namespace ClearView.Messaging;

/// <summary>What an envelope may say, on every broker and in every store: keys stand in indexes, and all of it is shown to people.</summary>
public static class EnvelopeLimits
{
    /// <summary>
    /// Bytes of UTF-8 that a tenant, a subject, an order key or a key's id may have. PostgreSQL takes no row of an index above 2,704, and an
    /// index of the inbox has two of them.
    /// </summary>
    public const int LongestText = 1_024;

    /// <summary>Short enough, and without control characters: PostgreSQL refuses the one with the number 0, and terminals obey some others.</summary>
    public static bool IsFit(string? text) =>
        text is null || (text.Length <= LongestText && Encoding.UTF8.GetByteCount(text) <= LongestText && !HasControls(text));

    /// <summary>The same text with a space in place of each control character.</summary>
    public static string WithoutControls(string text) => HasControls(text) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    public static bool HasControls(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u0000', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F');
}
