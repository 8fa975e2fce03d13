using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.ScoreMatch;
using ClearView.AiTool.TellStory;
using ClearView.Contracts;

namespace ClearView.Cli.Ai;

/// <summary>The other tools on files. Each reads the anonymous text, as it would behind the broker.</summary>
internal static class AiOnFiles
{
    private static readonly JsonSerializerOptions _json = new(ContractJson.Default.Options) { Encoder = JsonLine.Encoder };

    /// <summary>The text that positions count in, before anything is hidden.</summary>
    public static Task<int> TextAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnTextAsync(file, json, text =>
    {
        if (json)
            Console.WriteLine(JsonLine.Of(line => { line.WriteString("file", file); line.WriteBoolean("ok", true); line.WriteString("text", text); }));
        else
            Console.Write(text);
        return Task.FromResult(ExitCode.Done);
    }, ct);

    public static Task<int> SkillsAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, json, text =>
    {
        var features = SkillExtractor.Extract(default, 1, text, asOf);
        if (json)
        {
            Print(file, text, new SkillsExtracted(default, features, SkillExtractor.Version), ContractJson.Default.SkillsExtracted);
            return;
        }

        Console.WriteLine($"{features.Skills.Count} skills, {features.WorkMonths} months of dated work");
        foreach (var skill in features.Skills)
            Console.WriteLine($"  {skill.Name}{(skill.Months > 0 ? $", {skill.Months} months" : "")}: \"{Short(skill.Evidence[0].Text)}\"");
    }, ct);

    public static Task<int> StoryAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, json, text =>
    {
        var story = StoryTeller.Tell(default, text, SkillExtractor.Extract(default, 1, text, asOf));
        if (json)
        {
            Print(file, text, story, ContractJson.Default.StoryTold);
            return;
        }

        Console.WriteLine(story.Headline);
        foreach (var part in story.Parts)
        {
            Console.WriteLine($"  {part.Name}: {part.Text ?? "(missing) " + part.Question}");
            foreach (var source in part.Sources)
                Console.WriteLine($"      from \"{Short(source.Text)}\"");
        }
    }, ct);

    public static Task<int> TipsAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, json, text =>
    {
        var features = SkillExtractor.Extract(default, 1, text, asOf);
        var tips = Adviser.Advise(default, text, features, StoryTeller.Tell(default, text, features));
        if (json)
        {
            Print(file, text, tips, ContractJson.Default.TipsGiven);
            return;
        }

        foreach (var tip in tips.Tips)
            Console.WriteLine($"- {tip.Text}{(tip.Where is { } where ? $" [\"{Short(where.Text)}\"]" : "")}");
    }, ct);

    public static Task<int> ScoreAsync(string resume, string job, DateOnly asOf, bool json, CancellationToken ct) => OnTextAsync(job, json, posting =>
        OnResumeAsync(resume, json, text =>
        {
            var title = posting.TrimStart().Split('\n', 2)[0].Trim();
            var parsed = JobParser.Parse(default, 1, title, posting);
            var match = Scorer.Score(SkillExtractor.Extract(default, 1, text, asOf), parsed.Features);
            if (json)
            {
                PrintScore(match);
                return;
            }

            Console.WriteLine($"{match.Score} of 100");
            foreach (var point in match.Points)
                Console.WriteLine($"  {point.Points,3} of {point.Possible,3}  {point.What}{Evidence(point)}");
            foreach (var change in match.Changes)
                Console.WriteLine($"  would change it: {change}");
        }, ct), ct);

    private static void PrintScore(MatchScored match) => Console.WriteLine(JsonLine.Of(json =>
    {
        json.WriteNumber("score", match.Score);
        json.WriteStartArray("points");
        foreach (var point in match.Points)
        {
            json.WriteStartObject();
            json.WriteString("what", point.What);
            json.WriteNumber("points", point.Points);
            json.WriteStartArray("evidence");
            foreach (var quote in point.FromResume)
                json.WriteStringValue(quote.Text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    private static string Evidence(ScorePoint point) => point.FromResume.Count > 0 ? $": \"{Short(point.FromResume[0].Text)}\"" : "";

    private static Task<int> OnResumeAsync(string file, bool json, Action<string> use, CancellationToken ct) => OnTextAsync(file, json, text =>
    {
        use(Anonymizer.Anonymize(text, null, []).Text);
        return Task.FromResult(ExitCode.Done);
    }, ct);

    private static async Task<int> OnTextAsync(string file, bool json, Func<string, Task<int>> use, CancellationToken ct)
    {
        string text;
        try
        {
            text = (await ReadFile.TextAsync(file, ct)).Text;
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            var why = ReadFile.WhyNot(e);
            if (json)
                Console.WriteLine(JsonLine.Of(line => { line.WriteString("file", file); line.WriteBoolean("ok", false); line.WriteString("error", why); }));
            await Console.Error.WriteLineAsync($"clearview: {file}: {why}");
            return ExitCode.Failed;
        }

        return await use(text);
    }

    // What the broker would carry, with the file's name in the place of ids that exist only there, and with the text that positions count in.
    private static void Print<T>(string file, string text, T value, JsonTypeInfo<T> json)
    {
        var whole = JsonSerializer.SerializeToNode(value, (JsonTypeInfo<T>)_json.GetTypeInfo(json.Type))!.AsObject();
        whole.Remove("candidate");
        (whole["features"] as JsonObject)?.Remove("candidate");
        whole.Insert(0, "file", file);
        whole.Insert(1, "ok", true);
        CountInCodePoints(whole, new CodePoints(text));
        whole.Add("text", text);
        Console.WriteLine(whole.ToJsonString(_json));
    }

    private static void CountInCodePoints(JsonNode? node, CodePoints points)
    {
        if (node is JsonObject part)
        {
            foreach (var name in (string[])["start", "end"])
            {
                if (part[name] is { } position)
                    part[name] = points.At(position.GetValue<int>());
            }
        }

        foreach (var inner in node switch { JsonObject o => o.Select(p => p.Value), JsonArray list => list, _ => Enumerable.Empty<JsonNode?>() })
            CountInCodePoints(inner, points);
    }

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 90 ? line : line[..(char.IsHighSurrogate(line[86]) ? 86 : 87)] + "...";
    }
}
