using System.Text.Json;
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
    private static readonly JsonSerializerOptions _json = new(ContractJson.Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task<int> SkillsAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, text =>
    {
        var features = SkillExtractor.Extract(default, 1, text, asOf);
        if (json)
        {
            Print(new SkillsExtracted(default, features, SkillExtractor.Version), ContractJson.Default.SkillsExtracted);
            return;
        }

        Console.WriteLine($"{features.Skills.Count} skills, {features.WorkMonths} months of dated work");
        foreach (var skill in features.Skills)
            Console.WriteLine($"  {skill.Name}{(skill.Months > 0 ? $", {skill.Months} months" : "")}: \"{Short(skill.Evidence[0].Text)}\"");
    }, ct);

    public static Task<int> StoryAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, text =>
    {
        var story = StoryTeller.Tell(default, text, SkillExtractor.Extract(default, 1, text, asOf));
        if (json)
        {
            Print(story, ContractJson.Default.StoryTold);
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

    public static Task<int> TipsAsync(string file, DateOnly asOf, bool json, CancellationToken ct) => OnResumeAsync(file, text =>
    {
        var features = SkillExtractor.Extract(default, 1, text, asOf);
        var tips = Adviser.Advise(default, text, features, StoryTeller.Tell(default, text, features));
        if (json)
        {
            Print(tips, ContractJson.Default.TipsGiven);
            return;
        }

        foreach (var tip in tips.Tips)
            Console.WriteLine($"- {tip.Text}{(tip.Where is { } where ? $" [\"{Short(where.Text)}\"]" : "")}");
    }, ct);

    public static Task<int> ScoreAsync(string resume, string job, DateOnly asOf, bool json, CancellationToken ct) => OnTextAsync(job, posting =>
        OnResumeAsync(resume, text =>
        {
            var title = posting.Split('\n', 2)[0].Trim();
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

    private static void PrintScore(MatchScored match)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = _json.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("score", match.Score);
            writer.WriteStartArray("points");
            foreach (var point in match.Points)
            {
                writer.WriteStartObject();
                writer.WriteString("what", point.What);
                writer.WriteNumber("points", point.Points);
                writer.WriteStartArray("evidence");
                foreach (var quote in point.FromResume)
                    writer.WriteStringValue(quote.Text);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        Console.WriteLine(System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    private static string Evidence(ScorePoint point) => point.FromResume.Count > 0 ? $": \"{Short(point.FromResume[0].Text)}\"" : "";

    private static Task<int> OnResumeAsync(string file, Action<string> use, CancellationToken ct) => OnTextAsync(file, text =>
    {
        use(Anonymizer.Anonymize(text, null, []).Text);
        return Task.FromResult(ExitCode.Done);
    }, ct);

    private static async Task<int> OnTextAsync(string file, Func<string, Task<int>> use, CancellationToken ct)
    {
        try
        {
            return await use((await ReadFile.TextAsync(file, ct)).Text);
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"clearview: {file}: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Print<T>(T value, JsonTypeInfo<T> json) =>
        Console.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)_json.GetTypeInfo(json.Type)));

    private static string Short(string text) => text.Length <= 90 ? text : text[..87] + "...";
}
