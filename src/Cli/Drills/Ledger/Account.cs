using ClearView.Cli.Drills.Load;
using ClearView.Messaging.Receive;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>What became of every letter for every function, by what was written down outside the library.</summary>
/// <param name="Lost">Letters and functions: confirmed, and neither an effect nor a dead letter.</param>
/// <param name="Doubled">Effects beyond the first of a letter and function.</param>
/// <param name="Unaccounted">Letters and functions: kept for sure, no effect, no dead letter, and nowhere waiting.</param>
/// <param name="Innocent">Dead letters of letters that had nothing wrong with them.</param>
internal sealed record Account(int Published, int Confirmed, int Effects, int Lost, int Doubled, int DeadLetters, int Unaccounted, int Innocent, IReadOnlyList<string> Examples)
{
    private const int MostExamples = 10;

    /// <param name="waiting">Ids of messages that still stand at the broker, or of those that they follow from.</param>
    /// <param name="parked">Ids of messages in the parking queue, from which they go to the dead letters.</param>
    public static Account Of(IReadOnlyList<Letter> letters, Traces traces, IReadOnlySet<string> waiting, IReadOnlySet<string> parked, IReadOnlyList<string> functions)
    {
        var effects = traces.Effects.GroupBy(e => (e.Function, e.Letter)).ToDictionary(g => g.Key, g => g.Count());
        var dead = traces.Dead.SelectMany(d => new[] { (d.Function, Id: d.MessageId), (d.Function, Id: d.CausationId ?? d.MessageId) }).ToHashSet();
        var (lost, unaccounted) = (0, 0);
        var examples = new List<string>();
        foreach (var letter in letters)
        {
            var isTraced = functions.Any(f => effects.ContainsKey((f, letter.Id)));
            foreach (var function in letter.Kind == LetterKind.Unwanted ? [""] : functions)
            {
                if (letter.Kind == LetterKind.Unwanted ? parked.Contains(letter.Id) || dead.Contains((DeadLetterKeeper.Parking, letter.Id)) : effects.ContainsKey((function, letter.Id)) || DrillFunctions.OnTheWayTo(function).Any(f => dead.Contains((f, letter.Id))))
                    continue;
                if (dead.Contains(("outbox", letter.Id)))
                    continue;

                // What stood in an outbox was committed whole, though its publisher may have died before it heard so.
                var isKept = letter.Confirmed || (letter.Road == Road.Outbox && isTraced);
                var isWaiting = waiting.Contains(letter.Id) || traces.Waiting.Contains(letter.Id);
                lost += letter.Confirmed ? 1 : 0;
                unaccounted += isKept && !isWaiting ? 1 : 0;
                if (isKept && examples.Count < MostExamples)
                    examples.Add($"{letter.Id} ({letter.Kind}, {letter.Road}) {(isWaiting ? "still waits" : "is nowhere")} for {(function.Length > 0 ? function : "the parking queue")}");
            }
        }

        var twice = effects.Where(e => e.Value > 1).ToList();
        examples.AddRange(twice.Take(MostExamples).Select(e => $"{e.Key.Letter} has {e.Value} effects of {e.Key.Function}"));
        var poison = letters.Where(l => l.Kind == LetterKind.Poison).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var unwanted = letters.Where(l => l.Kind == LetterKind.Unwanted).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var innocent = traces.Dead.Where(d => d.Function == DeadLetterKeeper.Parking
            ? !unwanted.Contains(d.MessageId)
            : !poison.Contains(d.MessageId) && (d.CausationId is null || !poison.Contains(d.CausationId))).ToList();
        examples.AddRange(innocent.Take(MostExamples).Select(d => $"{d.MessageId} is a dead letter of {d.Function} ({d.Code})"));
        return new Account(
            letters.Count, letters.Count(l => l.Confirmed), traces.Effects.Count, lost, twice.Sum(e => e.Value - 1), traces.Dead.Count, unaccounted,
            innocent.Count, examples);
    }
}
