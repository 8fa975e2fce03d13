namespace ClearView.Cli.Eval.Pairs;

/// <summary>How often a pair that fits is scored above one that does not (the area under the ROC curve).</summary>
internal static class Ranking
{
    /// <summary>Of each pair that fits against each that does not; two alike count half.</summary>
    public static double Auc(IReadOnlyList<(double Score, bool Fits)> scored)
    {
        long fits = scored.Count(pair => pair.Fits), others = scored.Count - fits;
        if (fits == 0 || others == 0)
            return double.NaN;
        var won = 0.0;
        long below = 0;
        foreach (var alike in scored.GroupBy(pair => pair.Score).OrderBy(group => group.Key))
        {
            long fitting = alike.Count(pair => pair.Fits), rest = alike.Count() - fitting;
            won += fitting * (below + rest / 2.0);
            below += rest;
        }
        return won / fits / others;
    }

    /// <summary>The mean of <see cref="Auc"/> within each posting (or each résumé) that has both kinds of pairs: how well it ranks for one reader.</summary>
    public static double MeanWithin(IEnumerable<IReadOnlyList<(double Score, bool Fits)>> lists)
    {
        var within = lists.Select(Auc).Where(auc => !double.IsNaN(auc)).ToList();
        return within.Count == 0 ? double.NaN : within.Average();
    }

    /// <summary>Bounds of 95 of 100 differences when postings are drawn anew: pairs of one posting are no independent sample.</summary>
    public static (double Low, double High) Difference(IReadOnlyList<IReadOnlyList<(double Ours, double Theirs, bool Fits)>> byJob, int draws = 400)
    {
        var dice = new Random(2026);
        var differences = new List<double>();
        for (var draw = 0; draw < draws; draw++)
        {
            var drawn = Enumerable.Range(0, byJob.Count).SelectMany(_ => byJob[dice.Next(byJob.Count)]).ToList();
            var difference = Auc([.. drawn.Select(pair => (pair.Ours, pair.Fits))]) - Auc([.. drawn.Select(pair => (pair.Theirs, pair.Fits))]);
            if (!double.IsNaN(difference))
                differences.Add(difference);
        }
        differences.Sort();
        return differences.Count == 0 ? (double.NaN, double.NaN) : (differences[differences.Count * 25 / 1000], differences[Math.Min(differences.Count - 1, differences.Count * 975 / 1000)]);
    }
}
