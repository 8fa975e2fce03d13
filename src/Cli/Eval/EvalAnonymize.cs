using System.Diagnostics;
using ClearView.AiTool.Anonymize;
using ClearView.Cli.Ai;
using ClearView.Cli.Eval.Details;
using ClearView.Contracts;

namespace ClearView.Cli.Eval;

/// <summary>How much identity the anonymiser leaves in labelled documents, how much else it takes, and how fast.</summary>
internal static class EvalAnonymize
{
    // Streets, dates of birth, ages and nationalities: a thousand of each, for the labelled sets have none.
    private const int Details = 4_000;

    /// <param name="withAccount">Whether it is told what the account of each candidate would say.</param>
    /// <param name="shows">Whether what was left is printed: labelled documents of real people make that a disclosure.</param>
    public static async Task<int> RunAsync(string folder, bool withAccount, bool shows, bool json, CancellationToken ct)
    {
        var sets = await EvalData.ReadAsync(folder, EvalData.Identity, ct);
        if (sets.Count == 0)
            throw new UsageException($"There is nothing to evaluate in '{folder}': neither {string.Join(" nor ", EvalData.Identity)}, nor documents with a JSON file beside them.");

        sets.Add(InventedDetails.Of(Details, seed: 1));
        var tallies = sets.Select(set => (Tally: Count(set, withAccount, ct), Speed: Measure(set, ct))).ToList();
        if (json)
            Console.WriteLine(Json(tallies, withAccount));
        else
            Print(tallies, withAccount);
        foreach (var (document, kind, value) in shows ? tallies.SelectMany(t => t.Tally.Left) : [])
            await Console.Error.WriteLineAsync($"left: {document}\t{kind}\t{value.ReplaceLineEndings(" ")}");
        return ExitCode.Done;
    }

    internal static AnonymizeTally Count(LabelledSet set, bool withAccount, CancellationToken ct)
    {
        var tally = new AnonymizeTally(set);
        foreach (var document in set.Documents)
        {
            ct.ThrowIfCancellationRequested();
            tally.Add(document, document.Text is { } text ? Anonymizer.Anonymize(text, withAccount && set.IsResumes ? Account(document) : null, []) : null);
        }
        return tally;
    }

    private static KnownIdentity? Account(LabelledDocument document)
    {
        if (document.Labels.FirstOrDefault(l => l.Kind == HiddenKinds.Name)?.Value is not { } name)
            return null;
        var space = name.LastIndexOf(' ');
        List<string> Of(string kind) => [.. document.Labels.Where(l => l.Kind == kind).Select(l => l.Value)];
        return new KnownIdentity(space < 0 ? null : name[..space], name[(space + 1)..], Of(HiddenKinds.Email), Of(HiddenKinds.Phone));
    }

    private sealed record Pace(double PerSecond, double MegabytesPerSecond, long AverageBytes);

    // On this thread alone; what was counted before has warmed it.
    private static Pace Measure(LabelledSet set, CancellationToken ct)
    {
        const double Least = 2;
        var texts = set.Documents.Where(d => d.Text is not null).Select(d => d.Text!).ToList();
        if (texts.Count == 0)
            return new Pace(0, 0, 0);
        var bytes = texts.Sum(t => (long)System.Text.Encoding.UTF8.GetByteCount(t));
        var start = Stopwatch.GetTimestamp();
        var rounds = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < Least; rounds++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var text in texts)
                Anonymizer.Anonymize(text, null, []);
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Pace(Math.Round(rounds * texts.Count / seconds, 1), Math.Round(rounds * bytes / seconds / 1e6, 2), bytes / texts.Count);
    }

    private static string Json(List<(AnonymizeTally Tally, Pace Speed)> sets, bool withAccount) => JsonLine.Of(json =>
    {
        json.WriteString("version", Anonymizer.Version);
        json.WriteBoolean("withAccount", withAccount);
        EvalRun.Write(json);
        json.WriteStartArray("sets");
        foreach (var (tally, speed) in sets)
        {
            json.WriteStartObject();
            json.WriteString("set", tally.Set.Name);
            json.WriteNumber("documents", tally.Set.Documents.Count);
            tally.Write(json);
            json.WriteStartObject("speed");
            json.WriteNumber("documentsPerSecond", speed.PerSecond);
            json.WriteNumber("megabytesPerSecond", speed.MegabytesPerSecond);
            json.WriteNumber("averageBytes", speed.AverageBytes);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Print(List<(AnonymizeTally Tally, Pace Speed)> sets, bool withAccount)
    {
        foreach (var (tally, speed) in sets)
        {
            Console.WriteLine($"{tally.Set.Name}: {tally.Set.Documents.Count} documents, {(withAccount ? "with" : "without")} what the accounts say, {Anonymizer.Version}");
            foreach (var (kind, leak) in tally.Leaks)
            {
                Console.WriteLine($"  {kind} left in {leak.Documents} of documents; of values {leak.Values}");
                if (kind is HiddenKinds.Name or LabelledFolder.OtherName) Console.WriteLine($"  {kind}, any part, left in {leak.AnyPart}");
            }
            foreach (var (kind, lost) in tally.Lost)
                Console.WriteLine($"  {kind} lost: {lost}");
            foreach (var (kind, precision) in tally.Precision)
                Console.WriteLine($"  {kind} precision{(tally.Set.NamesEveryone ? "" : " (at least: not everybody is labelled)")}: {precision}");
            Console.WriteLine($"  held for a human: {tally.Held}; unreadable: {tally.Unreadable}");
            Console.WriteLine(FormattableString.Invariant($"  {speed.PerSecond:0} documents/s of {speed.AverageBytes} bytes, {speed.MegabytesPerSecond:0.0} MB/s on one core"));
        }
    }
}
