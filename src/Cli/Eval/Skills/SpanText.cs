using System.Text;

namespace ClearView.Cli.Eval.Skills;

/// <summary>Some of a text's tokens, from the first to before the last.</summary>
internal readonly record struct Span(int First, int End)
{
    public bool Touches(Span other) => First < other.End && other.First < End;
}

/// <summary>A text that was cut into tokens, and the spans of them that a reader labelled.</summary>
internal sealed class SpanText
{
    private readonly List<(int Start, int End)> _tokens;

    private SpanText(string text, List<(int Start, int End)> tokens, IReadOnlyList<(string Kind, Span Span)> labels) =>
        (Text, _tokens, Labels) = (text, tokens, labels);

    public string Text { get; }

    public IReadOnlyList<(string Kind, Span Span)> Labels { get; }

    public int Tokens => _tokens.Count;

    /// <param name="sentences">Each a line of the text, its tokens with a space between them.</param>
    /// <param name="labels">Counted over the tokens of all sentences.</param>
    public static SpanText Of(IEnumerable<IReadOnlyList<string>> sentences, IReadOnlyList<(string Kind, Span Span)> labels)
    {
        var text = new StringBuilder();
        var tokens = new List<(int, int)>();
        foreach (var sentence in sentences)
        {
            foreach (var token in sentence)
            {
                tokens.Add((text.Length, text.Length + token.Length));
                text.Append(token).Append(' ');
            }
            text.Append('\n');
        }
        return new SpanText(text.ToString(), tokens, labels);
    }

    public string At(Span span) => Text[_tokens[span.First].Start.._tokens[span.End - 1].End];

    /// <summary>The tokens that a stretch of the text touches; null when it touches none.</summary>
    public Span? At(int start, int end)
    {
        var first = _tokens.FindIndex(token => token.End > start);
        var last = _tokens.FindLastIndex(token => token.Start < end);
        return first < 0 || last < first ? null : new Span(first, last + 1);
    }
}

/// <summary>Texts of one source.</summary>
/// <param name="Kinds">The labels that are skills, in that source's words; any others are told beside them.</param>
internal sealed record SpanSet(string Name, IReadOnlyList<SpanText> Texts, IReadOnlyList<string> Kinds);
