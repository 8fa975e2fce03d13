using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>Puts the replacements into the text.</summary>
internal static class Redaction
{
    public static (string Text, IReadOnlyList<HiddenItem> Hidden) Apply(string text, List<Found> finds)
    {
        var length = text.Length;
        foreach (var found in finds)
            length += found.Replacement.Length - (found.End - found.Start);
        var hidden = new HiddenItem[finds.Count];
        var redacted = string.Create(length, (text, finds, hidden), static (result, state) =>
        {
            var (from, to) = (0, 0);
            for (var i = 0; i < state.finds.Count; i++)
            {
                var found = state.finds[i];
                state.text.AsSpan(from, found.Start - from).CopyTo(result[to..]);
                to += found.Start - from;
                state.hidden[i] = new HiddenItem(found.Kind, found.Start, found.End, found.Replacement, to, found.Rule, found.Confidence);
                found.Replacement.CopyTo(result[to..]);
                to += found.Replacement.Length;
                from = found.End;
            }
            state.text.AsSpan(from).CopyTo(result[to..]);
        });
        return (redacted, hidden);
    }
}
