using System.CommandLine;
using System.Globalization;
using ClearView.Cli.Ai;

namespace ClearView.Cli.Verbs;

/// <summary>The AI tool on any file, without broker or store.</summary>
internal static class AiVerb
{
    public static Command Command() => new("ai", "Run the AI tool on files of your own; nothing is kept.")
    {
        Anonymize(),
        OnFiles("skills", "List the skills that a r\u00e9sum\u00e9 shows, with evidence and months.", AiOnFiles.SkillsAsync),
        OnFiles("story", "Tell the S.M.A.R.T. story of a r\u00e9sum\u00e9, every part with its source.", AiOnFiles.StoryAsync),
        OnFiles("tips", "Give tips on a r\u00e9sum\u00e9.", AiOnFiles.TipsAsync),
        Score(),
        OnFiles("text", "Print the text that was read from a r\u00e9sum\u00e9: positions of what 'anonymize' hides count its code points.", AiOnFiles.TextAsync),
    };

    private static Command Anonymize()
    {
        var files = new Argument<string[]>("FILE") { Description = "R\u00e9sum\u00e9s: PDF, DOCX or plain text.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string?>("--in") { Description = "Take every file below this folder; linked folders are not entered." };
        var to = new Option<string?>("--out") { Description = "Write each anonymous text to the same relative path plus .txt below this folder." };
        var json = Json();
        // A file and no options: every user of a machine can read the arguments of its processes.
        var known = new Option<string?>("--known") { Description = "JSON file with what you know of the candidate: firstName, lastName, emails, phones; '-' reads it from standard input." };
        var command = new Command("anonymize", "Remove who a person is from r\u00e9sum\u00e9s. Exit code 1 when any file could not be read.")
        {
            files, from, to, json, known,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var (source, target) = (parsed.GetValue(from), parsed.GetValue(to));
            var named = parsed.GetValue(files) ?? [];
            if (source is null != target is null || (source is null) == (named.Length == 0))
                throw new UsageException("Give FILEs, or --in DIR with --out DIR.");
            var identity = parsed.GetValue(known) is { } path ? await KnownFile.ReadAsync(path, ct) : null;
            return source is null
                ? await AnonymizeFiles.NamedAsync(named, identity, parsed.GetValue(json), ct)
                : await AnonymizeFiles.BelowAsync(source, target!, identity, parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Command OnFiles(string name, string description, Func<string, DateOnly, bool, CancellationToken, Task<int>> run)
    {
        var files = new Argument<string[]>("FILE") { Description = "R\u00e9sum\u00e9s: PDF, DOCX or plain text.", Arity = ArgumentArity.OneOrMore };
        var json = Json();
        var asOf = AsOf();
        var command = new Command(name, description) { files, json, asOf };
        command.SetAction(async (parsed, ct) =>
        {
            var worst = ExitCode.Done;
            foreach (var file in parsed.GetValue(files)!)
                worst = Math.Max(worst, await run(file, Day(parsed.GetValue(asOf)), parsed.GetValue(json), ct));
            return worst;
        });
        return command;
    }

    private static Command Score()
    {
        var resume = new Option<string>("--resume") { Description = "The r\u00e9sum\u00e9.", Required = true };
        var job = new Option<string>("--job") { Description = "The job's posting; its first line is the title.", Required = true };
        var json = Json();
        var asOf = AsOf();
        var command = new Command("score", "Score a r\u00e9sum\u00e9 for a job, with every point's reason.") { resume, job, json, asOf };
        command.SetAction((parsed, ct) =>
            AiOnFiles.ScoreAsync(parsed.GetValue(resume)!, parsed.GetValue(job)!, Day(parsed.GetValue(asOf)), parsed.GetValue(json), ct));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "One JSON object a line, for scripts; positions count code points, end exclusive, of the text that it holds or, for what 'anonymize' hides, of what 'text' prints." };

    private static Option<string?> AsOf() => new("--as-of") { Description = "The day that 'present' means in a r\u00e9sum\u00e9, as YYYY-MM-DD; default: today." };

    private static DateOnly Day(string? text) => text is null
        ? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UsageException($"--as-of takes a day such as 2026-11-23, not '{text}'.");
}
