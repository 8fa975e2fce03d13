using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.ParseJob;
using ClearView.Cli.Ai;

namespace ClearView.Cli.Eval.Skills;

/// <summary>How well the skills that a posting names are found, beside exact lookup of the same names in the same run.</summary>
internal static class EvalSkills
{
    public static Task<int> RunAsync(string folder, bool shows, bool json, CancellationToken ct)
    {
        var sets = SpanSets.Read(folder).Select(set => Measure(set, shows, ct)).ToList();
        if (json)
            Console.WriteLine(Json(sets));
        else
            Print(sets);
        return Task.FromResult(ExitCode.Done);
    }

    internal sealed record Measured(SpanSet Set, SpanTally Finder, SpanTally Lookup);

    internal static Measured Measure(SpanSet set, bool shows, CancellationToken ct)
    {
        var measured = new Measured(set, new SpanTally(), new SpanTally());
        var lookup = new ExactLookup();
        foreach (var text in set.Texts)
        {
            ct.ThrowIfCancellationRequested();
            var found = SkillPlaces.In(text.Text);
            measured.Finder.Add(text, set.Kinds, found);
            measured.Lookup.Add(text, set.Kinds, lookup.Find(text.Text));
            if (shows)
                Show(text, set, found);
        }
        return measured;
    }

    private static void Show(SpanText text, SpanSet set, List<(int Start, int End)> found)
    {
        foreach (var (start, end) in found)
        {
            if (text.At(start, end) is { } span && !text.Labels.Any(label => set.Kinds.Contains(label.Kind) && label.Span.Touches(span)))
                Console.Error.WriteLine($"no label: {text.Text[start..end]}\t{text.Text[Math.Max(0, start - 40)..Math.Min(text.Text.Length, end + 40)].ReplaceLineEndings(" ")}");
        }
        foreach (var (kind, span) in text.Labels.Where(label => set.Kinds.Contains(label.Kind)))
        {
            if (!found.Exists(place => text.At(place.Start, place.End)?.Touches(span) == true))
                Console.Error.WriteLine($"not found: {kind}\t{text.At(span)}");
        }
    }

    private static string Json(List<Measured> sets) => JsonLine.Of(json =>
    {
        json.WriteString("version", SkillExtractor.Version);
        json.WriteNumber("skills", Taxonomy.Default.Skills.Count);
        json.WriteNumber("names", Taxonomy.Default.Names.Count);
        EvalRun.Write(json);
        json.WriteStartArray("sets");
        foreach (var set in sets)
        {
            json.WriteStartObject();
            json.WriteString("set", set.Set.Name);
            json.WriteNumber("texts", set.Set.Texts.Count);
            set.Finder.Write(json, "finder");
            set.Lookup.Write(json, "exactLookup");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Print(List<Measured> sets)
    {
        foreach (var set in sets)
        {
            Console.WriteLine($"{set.Set.Name}: {set.Set.Texts.Count} texts, {SkillExtractor.Version}, {Taxonomy.Default.Skills.Count} skills with {Taxonomy.Default.Names.Count} names");
            foreach (var (name, tally) in new[] { ("found", set.Finder), ("exact lookup", set.Lookup) })
            {
                foreach (var line in tally.Lines())
                    Console.WriteLine($"  {name}, {line}");
            }
        }
    }
}
