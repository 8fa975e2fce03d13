using System.Text;
using System.Text.Json;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.Cli.Ai;

/// <summary>The anonymiser on files: one result a file, in the order of the names.</summary>
internal static class AnonymizeFiles
{
    public static async Task<int> NamedAsync(IReadOnlyList<string> files, KnownIdentity? known, bool json, CancellationToken ct)
    {
        var failed = false;
        foreach (var file in files)
        {
            var result = await OneAsync(file, known, ct);
            failed |= result.Error is not null;
            if (json)
                Console.WriteLine(Line(file, result, withText: true));
            else
                Print(file, result);
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    public static async Task<int> BelowAsync(string source, string target, KnownIdentity? known, bool json, CancellationToken ct)
    {
        if (!Directory.Exists(source))
            throw new UsageException($"The folder '{source}' does not exist.");
        var root = Path.GetFullPath(source);
        var outside = Path.GetFullPath(target);
        if ((outside + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new UsageException("--out must not lie inside --in: its files would be read as r\u00e9sum\u00e9s the next time.");

        var files = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal).ToList();
        var results = new Result[files.Count];
        var failed = 0;
        var printed = 0;
        var gate = new Lock();

        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (i, token) =>
        {
            var result = await OneAsync(Path.Combine(root, files[i]), known, token);
            if (result.Text is not null)
            {
                var path = Path.Combine(outside, files[i] + ".txt");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, result.Text.Text, token);
            }
            else
            {
                Interlocked.Increment(ref failed);
            }

            lock (gate)
            {
                results[i] = result;
                // In the order of the names, as far as all before are there; printed results are let go.
                for (; printed < files.Count && results[printed] is { } next; printed++)
                {
                    Console.WriteLine(json ? Line(files[printed], next, withText: false) : Summary(files[printed], next));
                    results[printed] = Result.Printed;
                }
            }
        });

        if (!json)
            Console.WriteLine($"{files.Count - failed} of {files.Count} files anonymised into {target}");
        return failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<Result> OneAsync(string file, KnownIdentity? known, CancellationToken ct)
    {
        try
        {
            var document = await ReadFile.TextAsync(file, ct);
            return new Result(document.Text, Anonymizer.Anonymize(document.Text, known, []), null);
        }
        catch (UnreadableDocumentException e)
        {
            return new Result(null, null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Result(null, null, $"The file could not be opened ({e.GetType().Name}).");
        }
    }

    private static string Line(string file, Result result, bool withText)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", file.Replace('\\', '/'));
            json.WriteBoolean("ok", result.Text is not null);
            json.WriteStartArray("hidden");
            if (result.Text is { } text)
            {
                var points = new CodePoints(result.Original!);
                foreach (var item in text.Hidden)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", item.Kind);
                    json.WriteNumber("start", points.At(item.Start));
                    json.WriteNumber("end", points.At(item.End));
                    json.WriteString("rule", item.Rule);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("doubts");
            foreach (var doubt in result.Text?.Doubts ?? [])
            {
                json.WriteStartObject();
                json.WriteString("kind", doubt.Kind);
                json.WriteString("why", doubt.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("error", result.Error);
            if (withText && result.Text is not null)
                json.WriteString("text", result.Text.Text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Summary(string file, Result result) => result.Text is { } text
        ? $"{file}: {text.Hidden.Count} hidden" + (text.Doubts.Count > 0 ? $", {text.Doubts.Count} doubtful" : "")
        : $"{file}: {result.Error}";

    private static void Print(string file, Result result)
    {
        Console.WriteLine($"--- {Summary(file, result)}");
        if (result.Text is not { } text)
            return;
        Console.WriteLine(text.Text);
        foreach (var kind in text.Hidden.GroupBy(h => h.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine($"hidden: {kind.Key} x {kind.Count()}");
        foreach (var doubt in text.Doubts)
            Console.WriteLine($"doubt: {doubt.Why}");
    }

    private sealed record Result(string? Original, AnonymousText? Text, string? Error)
    {
        public static Result Printed { get; } = new(null, null, null);
    }
}
