using System.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>Puts the replacements into the text.</summary>
internal static class Redaction
{
    public static (string Text, IReadOnlyList<HiddenItem> Hidden) Apply(string text, List<Found> finds)
    {
        var result = new StringBuilder(text.Length);
        var hidden = new List<HiddenItem>(finds.Count);
        var from = 0;
        foreach (var found in finds)
        {
            result.Append(text, from, found.Start - from);
            hidden.Add(new HiddenItem(found.Kind, found.Start, found.End, found.Replacement, result.Length, found.Rule, found.Confidence));
            result.Append(found.Replacement);
            from = found.End;
        }
        result.Append(text, from, text.Length - from);
        return (result.ToString(), hidden);
    }
}
