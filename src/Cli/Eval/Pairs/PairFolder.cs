using System.Text.Json;
using ClearView.AiTool.Documents;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>Labelled pairs in a folder: pairs.jsonl with {"resume": file, "job": file, "fits": true or false} a line.</summary>
internal static class PairFolder
{
    public const string File = "pairs.jsonl";

    public static PairSet Read(string folder)
    {
        var list = Path.Combine(folder, File);
        if (!System.IO.File.Exists(list))
            throw new UsageException($"'{list}' does not exist. It holds one pair a line: {{\"resume\": \"a.pdf\", \"job\": \"b.txt\", \"fits\": true}}.");
        var texts = new Dictionary<string, PairText>(StringComparer.Ordinal);
        var pairs = new List<LabelledPair>();
        foreach (var line in System.IO.File.ReadLines(list).Where(line => line.Length > 0))
            pairs.Add(Read(line, file => texts.TryGetValue(file, out var text) ? text : texts[file] = new PairText(file, Text(folder, file))));
        return new PairSet(Path.GetFileName(Path.GetFullPath(folder)), pairs);
    }

    private static LabelledPair Read(string line, Func<string, PairText> text)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var pair = json.RootElement;
            return new LabelledPair(text(pair.GetProperty("resume").GetString()!), text(pair.GetProperty("job").GetString()!), pair.GetProperty("fits").GetBoolean());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new UsageException($"{File}: '{line}' is not {{\"resume\": \"a.pdf\", \"job\": \"b.txt\", \"fits\": true}}.");
        }
    }

    private static string Text(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (!System.IO.File.Exists(path))
            throw new UsageException($"{File} names '{file}', which is not in '{folder}'.");
        try
        {
            return DocumentReader.Read(System.IO.File.ReadAllBytes(path), CancellationToken.None).Text;
        }
        catch (UnreadableDocumentException)
        {
            // Who cannot be read can only be scored as nobody: that is a fault of the tool and counts as one.
            return "";
        }
    }
}
