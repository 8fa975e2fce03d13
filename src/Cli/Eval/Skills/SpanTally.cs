using System.Text.Json;

namespace ClearView.Cli.Eval.Skills;

/// <summary>How well found spans meet labelled ones: to the token (strict), at all (overlapping), and token by token.</summary>
internal sealed class SpanTally
{
    public (Portion Precision, Portion Recall) Strict { get; } = (new(), new());

    public (Portion Precision, Portion Recall) Overlapping { get; } = (new(), new());

    public (Portion Precision, Portion Recall) Tokens { get; } = (new(), new());

    /// <summary>Of each kind of label, how many are touched.</summary>
    public SortedDictionary<string, Portion> Touched { get; } = new(StringComparer.Ordinal);

    public void Add(SpanText text, IReadOnlyList<string> kinds, IEnumerable<(int Start, int End)> found)
    {
        var spans = found.Select(place => text.At(place.Start, place.End)).OfType<Span>().Distinct().ToList();
        var skills = text.Labels.Where(label => kinds.Contains(label.Kind)).Select(label => label.Span).Distinct().ToList();
        foreach (var span in spans)
        {
            Strict.Precision.Count(skills.Contains(span));
            Overlapping.Precision.Count(skills.Exists(span.Touches));
        }
        foreach (var skill in skills)
        {
            Strict.Recall.Count(spans.Contains(skill));
            Overlapping.Recall.Count(spans.Exists(skill.Touches));
        }
        for (var i = 0; i < text.Tokens; i++)
        {
            var token = new Span(i, i + 1);
            var (isFound, isSkill) = (spans.Exists(token.Touches), skills.Exists(token.Touches));
            if (isFound)
                Tokens.Precision.Count(isSkill);
            if (isSkill)
                Tokens.Recall.Count(isFound);
        }
        foreach (var (kind, span) in text.Labels)
        {
            if (!Touched.TryGetValue(kind, out var portion))
                Touched.Add(kind, portion = new Portion());
            portion.Count(spans.Exists(span.Touches));
        }
    }

    public static double F1((Portion Precision, Portion Recall) of)
    {
        var (precision, recall) = (of.Precision.Share, of.Recall.Share);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        Write(json, "strict", Strict);
        Write(json, "overlapping", Overlapping);
        Write(json, "tokens", Tokens);
        json.WriteStartObject("touchedByKind");
        foreach (var (kind, portion) in Touched)
            portion.Write(json, kind);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public IEnumerable<string> Lines() =>
        [Line("strict", Strict), Line("overlapping", Overlapping), Line("tokens", Tokens), .. Touched.Select(kind => $"touched of {kind.Key}: {kind.Value}")];

    private static string Line(string name, (Portion Precision, Portion Recall) of) =>
        FormattableString.Invariant($"{name}: precision {of.Precision}, recall {of.Recall}, F1 {F1(of):0.000}");

    private static void Write(Utf8JsonWriter json, string name, (Portion Precision, Portion Recall) of)
    {
        json.WriteStartObject(name);
        of.Precision.Write(json, "precision");
        of.Recall.Write(json, "recall");
        json.WriteNumber("f1", Math.Round(F1(of), 4));
        json.WriteEndObject();
    }
}
