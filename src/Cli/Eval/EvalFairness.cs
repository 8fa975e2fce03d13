using ClearView.AiTool.Anonymize;
using ClearView.Cli.Ai;
using ClearView.Cli.Eval.Fairness;

namespace ClearView.Cli.Eval;

/// <summary>Whether the names of every group are removed equally well, wherever they stand. Nobody told the anonymiser a name.</summary>
internal static class EvalFairness
{
    private sealed record Cell(NameGroup Group, Position Position, Portion Full, Portion Any);

    public static async Task<int> RunAsync(int documents, int seed, bool shows, bool json, CancellationToken ct)
    {
        if (documents < 1)
            throw new UsageException("--documents takes a number of 1 or more.");
        var cells = (from position in Enum.GetValues<Position>() from name in NameGroups.All select new Cell(name, position, new Portion(), new Portion())).ToList();
        var left = new List<string>();
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, (cell, token) =>
        {
            for (var i = 0; i < documents; i++)
            {
                token.ThrowIfCancellationRequested();
                var document = InventedDocument.Of(cell.Group, cell.Position, seed + i);
                var (words, bare) = Words(document);
                cell.Full.Count(bare == words);
                cell.Any.Count(bare > 0);
                if (bare == 0 || !shows) continue;
                var start = document.Text.LastIndexOf('\n', document.Names[0].Start) + 1;
                var line = document.Text[start..document.Text.IndexOf('\n', document.Names[0].Start)];
                lock (left) left.Add($"{cell.Position}\t{cell.Group.Name}\t{line.Trim()}");
            }
            return ValueTask.CompletedTask;
        });

        if (json)
            Console.WriteLine(Json(cells, documents, seed));
        else
            Print(cells, documents);
        foreach (var line in left.Order(StringComparer.Ordinal))
            await Console.Error.WriteLineAsync("left: " + line);
        return ExitCode.Done;
    }

    // The words of the name where it was put, and how many of them can still be read; an initial is no word.
    private static (int Words, int Bare) Words(InventedDocument document)
    {
        const int Shortest = 2;
        var hidden = new bool[document.Text.Length];
        foreach (var item in Anonymizer.Anonymize(document.Text, null, []).Hidden)
            hidden.AsSpan(item.Start, item.End - item.Start).Fill(true);
        var (words, bare) = (0, 0);
        foreach (var (from, to) in document.Names)
        {
            for (var i = from; i < to; i++)
            {
                var start = i;
                while (i < to && (char.IsLetter(document.Text[i]) || document.Text[i] == '\'')) i++;
                if (i - start < Shortest) continue;
                words++;
                if (!hidden[start]) bare++;
            }
        }
        return (words, bare);
    }

    // Each ordered pair: by how much the first group may be worse off than the second.
    private static List<(Cell Worse, Cell Better, double Most)> Pairs(IEnumerable<Cell> cells, Position position)
    {
        var here = cells.Where(c => c.Position == position).ToList();
        return [.. (from worse in here from better in here where worse != better && worse.Any.Share >= better.Any.Share select (worse, better, Portion.MostAbove(worse.Any, better.Any))).OrderByDescending(p => p.Item3).ThenBy(p => p.worse.Group.Name, StringComparer.Ordinal).ThenBy(p => p.better.Group.Name, StringComparer.Ordinal)];
    }

    private static string Json(List<Cell> cells, int documents, int seed) => JsonLine.Of(json =>
    {
        json.WriteString("version", Anonymizer.Version);
        json.WriteNumber("documentsPerCell", documents);
        json.WriteNumber("seed", seed);
        EvalRun.Write(json);
        json.WriteStartArray("positions");
        foreach (var position in Enum.GetValues<Position>())
        {
            json.WriteStartObject();
            json.WriteString("position", position.ToString().ToLowerInvariant());
            var pairs = Pairs(cells, position);
            json.WriteNumber("mostDifference", Math.Round(pairs[0].Most, 5));
            json.WriteStartArray("groups");
            foreach (var cell in cells.Where(c => c.Position == position))
            {
                json.WriteStartObject();
                json.WriteString("group", cell.Group.Name);
                cell.Any.Write(json, "anyPart");
                cell.Full.Write(json, "full");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            // The upper 95 % bound of how much more is left of the first group than of the second.
            json.WriteStartArray("pairs");
            foreach (var (worse, better, most) in pairs)
            {
                json.WriteStartArray();
                json.WriteStringValue(worse.Group.Name);
                json.WriteStringValue(better.Group.Name);
                json.WriteNumberValue(Math.Round(most, 5));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Print(List<Cell> cells, int documents)
    {
        Console.WriteLine($"{documents} invented documents for each of {NameGroups.All.Count} groups and {Enum.GetValues<Position>().Length} positions, {Anonymizer.Version}; left of a name, any part:");
        foreach (var position in Enum.GetValues<Position>())
        {
            var (worse, better, most) = Pairs(cells, position)[0];
            Console.WriteLine(FormattableString.Invariant($"{position}: at most {most * 100:0.00} points between any two groups ({worse.Group.Name} above {better.Group.Name})"));
            foreach (var cell in cells.Where(c => c.Position == position).OrderByDescending(c => c.Any.Share).ThenBy(c => c.Group.Name, StringComparer.Ordinal))
                Console.WriteLine($"  {cell.Group.Name,-34} {cell.Any}");
        }
    }
}
