using System.Text.Json;
using System.Text.RegularExpressions;
using ClearView.Platform.Tests.Cli;
using MimeKit;

namespace ClearView.Platform.Tests.HowTo;

/// <summary>Does what docs/how-to/add-a-function.md says, in a copy of the sources, and nothing else.</summary>
[Trait("Category", "Slow")]
public sealed partial class AddAFunctionTests
{
    [Fact]
    public async Task One_file_and_one_line_add_a_function_that_works()
    {
        var page = HowToPage.Read("add-a-function.md");
        using var copy = SourcesCopy.Make();
        Write(page, copy);
        var data = copy.In("artifacts/try");

        var tried = await TryAsync(page, copy, data);

        Assert.True(tried.ExitCode == 0, tried.Output + tried.Errors);
        Assert.Contains("ask-for-missing-parts-", tried.Output, StringComparison.Ordinal);
        var asked = Directory.EnumerateFiles(Path.Combine(data, "mail"), "ask-for-missing-parts-*.eml").Select(CandidateOf).ToList();
        Assert.Equal(await CandidatesWithQuestionsAsync(copy, data), asked.Order(StringComparer.Ordinal));

        var (newFiles, changedLines) = copy.Changes();
        Assert.Equal([page.Files.Single().Path], newFiles);
        Assert.Equal([$"+ {page.Line.Path}: {page.Line.Line.Trim()}"], changedLines);
    }

    private static void Write(HowToPage page, SourcesCopy copy)
    {
        var (path, code) = Assert.Single(page.Files);
        File.WriteAllText(copy.In(path), code);

        var lines = File.ReadAllText(copy.In(page.Line.Path)).Split('\n').ToList();
        var before = lines.FindIndex(line => line.Contains($"<{page.Line.Before},", StringComparison.Ordinal));
        lines.Insert(before, page.Line.Line.TrimEnd('\n'));
        File.WriteAllText(copy.In(page.Line.Path), string.Join('\n', lines));
    }

    /// <summary>The page's own commands; only its data folder is another, so that two runs do not meet there, and more time is given.</summary>
    private static Task<Command> TryAsync(HowToPage page, SourcesCopy copy, string data)
    {
        Assert.Contains("artifacts/try-a-function", page.Commands[0], StringComparison.Ordinal);
        Assert.Contains("demo --once", page.Commands[0], StringComparison.Ordinal);
        var commands = page.Commands[0].Replace("artifacts/try-a-function", data, StringComparison.Ordinal).Replace("demo --once", "demo --once --deadline 900", StringComparison.Ordinal);
        return Command.RunAsync("/bin/sh", ["-e", "-c", commands], copy.Root);
    }

    private static async Task<IEnumerable<string>> CandidatesWithQuestionsAsync(SourcesCopy copy, string data)
    {
        var results = copy.In("artifacts/results");
        var exported = await Command.RunAsync(copy.In("clearview"), ["export", "--data", data, "--to", results], copy.Root);
        Assert.True(exported.ExitCode == 0, exported.Errors);

        var candidates = Directory.EnumerateFiles(results, "story.json", SearchOption.AllDirectories).Where(HasQuestion)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(candidates);
        return candidates;
    }

    private static bool HasQuestion(string story)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(story));
        return json.RootElement.GetProperty("parts").EnumerateArray().Any(part => part.GetProperty("question").ValueKind == JsonValueKind.String);
    }

    private static string CandidateOf(string mail) => Candidate().Match(MimeMessage.Load(mail).TextBody ?? "").Groups[1].Value;

    [GeneratedRegex("^Candidate ([0-9a-f]{32}):")]
    private static partial Regex Candidate();
}
