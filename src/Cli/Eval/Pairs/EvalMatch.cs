using System.Text.Json;
using ClearView.AiTool.ScoreMatch;
using ClearView.Cli.Ai;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>How well scores tell pairs that fit from others, beside plain TF-IDF cosine on the same pairs in the same run.</summary>
internal static class EvalMatch
{
    private const int Swaps = 800;

    public static Task<int> RunAsync(string? folder, int postings, int seed, bool json, CancellationToken ct)
    {
        if (postings < 1)
            throw new UsageException("--postings takes a number of 1 or more.");
        var measured = Measure(folder is null ? InventedPairs.Of(postings, seed) : PairFolder.Read(folder), ct);
        var invariance = Invariance.Measure(Swaps, seed, ct);
        if (json)
            Console.WriteLine(JsonLine.Of(writer => Write(writer, measured, invariance)));
        else
            Print(measured, invariance);
        return Task.FromResult(ExitCode.Done);
    }

    /// <param name="Auc">Over all pairs.</param>
    /// <param name="WithinJobs">The mean within each posting.</param>
    /// <param name="WithinResumes">The mean within each r&#xE9;sum&#xE9;; not a number where each stands in one pair only.</param>
    internal sealed record Scored(string Name, double Auc, double WithinJobs, double WithinResumes);

    internal sealed record Measured(PairSet Set, Scored Ours, IReadOnlyList<Scored> Baselines, (double Low, double High) AboveBest);

    internal static Measured Measure(PairSet set, CancellationToken ct)
    {
        var candidates = new Dictionary<PairText, PreparedCandidate>(ReferenceEqualityComparer.Instance);
        var jobs = new Dictionary<PairText, PreparedJob>(ReferenceEqualityComparer.Instance);
        foreach (var pair in set.Pairs)
        {
            ct.ThrowIfCancellationRequested();
            if (!candidates.ContainsKey(pair.Resume))
                candidates.Add(pair.Resume, MatchChain.Candidate(pair.Resume.Text));
            if (!jobs.ContainsKey(pair.Job))
                jobs.Add(pair.Job, MatchChain.Job(pair.Job.Text));
        }
        var ours = set.Pairs.Select(pair => (double)Scorer.Total(candidates[pair.Resume], jobs[pair.Job])).ToList();

        List<PairText> texts = [.. candidates.Keys, .. jobs.Keys];
        var baselines = new List<(Scored Scored, List<double> Scores)>();
        foreach (var (name, withoutStopWords) in new[] { ("tfIdfCosine", false), ("tfIdfCosineWithoutStopWords", true) })
        {
            var cosine = new TfIdfCosine(texts, withoutStopWords);
            var scores = set.Pairs.Select(cosine.Of).ToList();
            baselines.Add((Of(name, set, scores), scores));
        }
        var best = baselines.MaxBy(baseline => baseline.Scored.Auc);
        var byJob = Enumerable.Range(0, set.Pairs.Count).GroupBy(i => set.Pairs[i].Job, ReferenceEqualityComparer.Instance as IEqualityComparer<PairText>)
            .Select(group => (IReadOnlyList<(double, double, bool)>)[.. group.Select(i => (ours[i], best.Scores[i], set.Pairs[i].Fits))]).ToList();
        return new Measured(set, Of("score", set, ours), [.. baselines.Select(baseline => baseline.Scored)], Ranking.Difference(byJob));
    }

    private static Scored Of(string name, PairSet set, List<double> scores)
    {
        var pairs = set.Pairs.Select((pair, i) => (pair.Resume, pair.Job, Scored: (scores[i], pair.Fits))).ToList();
        double Within(Func<(PairText Resume, PairText Job, (double, bool) Scored), PairText> side) => Ranking.MeanWithin(
            pairs.GroupBy(side, ReferenceEqualityComparer.Instance as IEqualityComparer<PairText>).Select(group => (IReadOnlyList<(double, bool)>)[.. group.Select(pair => pair.Scored)]));
        return new Scored(name, Ranking.Auc([.. pairs.Select(pair => pair.Scored)]), Within(pair => pair.Job), Within(pair => pair.Resume));
    }

    private static void Write(Utf8JsonWriter json, Measured measured, Invariance invariance)
    {
        json.WriteString("version", Scorer.Version);
        EvalRun.Write(json);
        json.WriteString("set", measured.Set.Name);
        json.WriteNumber("pairs", measured.Set.Pairs.Count);
        json.WriteNumber("fit", measured.Set.Pairs.Count(pair => pair.Fits));
        foreach (var scored in measured.Baselines.Prepend(measured.Ours))
        {
            json.WriteStartObject(scored.Name);
            Number("auc", scored.Auc);
            Number("meanWithinPostings", scored.WithinJobs);
            Number("meanWithinResumes", scored.WithinResumes);
            json.WriteEndObject();
        }
        json.WriteStartObject("aboveBestBaseline");
        Number("auc", measured.Ours.Auc - measured.Baselines.Max(baseline => baseline.Auc));
        Number("low", measured.AboveBest.Low);
        Number("high", measured.AboveBest.High);
        json.WriteEndObject();
        invariance.Write(json);

        void Number(string name, double value)
        {
            if (!double.IsNaN(value))
                json.WriteNumber(name, Math.Round(value, 4));
        }
    }

    private static void Print(Measured measured, Invariance invariance)
    {
        Console.WriteLine($"{measured.Set.Name}: {measured.Set.Pairs.Count} pairs, {measured.Set.Pairs.Count(pair => pair.Fits)} fit, {Scorer.Version}");
        foreach (var scored in measured.Baselines.Prepend(measured.Ours))
            Console.WriteLine(FormattableString.Invariant($"  {scored.Name}: AUC {scored.Auc:0.000}, within postings {scored.WithinJobs:0.000}, within r\u00E9sum\u00E9s {scored.WithinResumes:0.000}"));
        Console.WriteLine(FormattableString.Invariant($"  above the best of these: {measured.Ours.Auc - measured.Baselines.Max(baseline => baseline.Auc):0.000} (95 %: {measured.AboveBest.Low:0.000} to {measured.AboveBest.High:0.000})"));
        Console.WriteLine($"  changed by who somebody is: {invariance.Identities}");
        Console.WriteLine($"  changed by form and order: {invariance.Forms}");
        Console.WriteLine($"  lowered by a required skill: {invariance.Lowered}");
    }
}
