using System.Buffers;
using System.Globalization;

namespace ClearView.AiTool.Anonymize;

/// <summary>The digits of other scripts as those of this one; the text keeps its length.</summary>
internal static class PlainDigits
{
    private const string Zeros = "\u0660\u06F0\u07C0\u0966\u09E6\u0A66\u0AE6\u0B66\u0BE6\u0C66\u0CE6\u0D66\u0E50\u0ED0\u0F20\u1040\u17E0\u1810\uFF10";

    private static readonly SearchValues<char> Others = SearchValues.Create(string.Concat(Zeros.SelectMany(zero => Enumerable.Range(zero, 10)).Select(c => (char)c)));

    /// <summary>The text itself when it has none.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(Others)
        ? string.Create(text.Length, text, static (plain, original) =>
        {
            for (var i = 0; i < plain.Length; i++)
                plain[i] = Others.Contains(original[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(original[i])) : original[i];
        })
        : text;
}
