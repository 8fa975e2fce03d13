namespace ClearView.Cli.Drills;

/// <summary>Results for people: a line for each drill, and what did not hold in sentences.</summary>
internal static class DrillTable
{
    public static void Write(TextWriter to, IReadOnlyList<DrillResult> results)
    {
        to.WriteLine();
        to.WriteLine($"{"drill",-16}{"published",10}{"confirmed",10}{"effects",9}{"lost",6}{"doubled",8}{"dead",6}{"unacc.",7}{"stall ms",9}");
        foreach (var result in results)
        {
            to.WriteLine($"{result.Drill,-16}{result.Published,10}{result.Confirmed,10}{result.Effects,9}{result.Lost,6}{result.Doubled,8}{result.DeadLetters,6}{result.Unaccounted,7}{result.LongestStallMs,9}");
            foreach (var (name, value) in result.Figures ?? new Dictionary<string, double>())
                to.WriteLine($"{"",-16}{name}: {value:0.##}");
        }

        to.WriteLine();
        foreach (var (drill, sentence) in results.SelectMany(r => r.Broken.Select(b => (r.Drill, b))))
            to.WriteLine($"{drill}: {sentence}");
        if (results.All(r => r.Held))
            to.WriteLine("Every promise held.");
    }
}
