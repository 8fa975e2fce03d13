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
            var result = await AnonymizedFile.ReadAsync(() => ReadFile.TextAsync(file, ct), known);
            failed |= result.Error is not null;
            if (json)
                Console.WriteLine(result.Line(file, withText: true));
            else
                Print(file, result);
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    public static async Task<int> BelowAsync(string source, string target, KnownIdentity? known, bool json, CancellationToken ct)
    {
        if (!Directory.Exists(source))
            throw new UsageException($"The folder '{source}' does not exist.");
        var root = Folder(source);
        var outside = Folder(target);
        if (root == outside)
            throw new UsageException("--out must be another folder than --in: the texts would be read as r\u00e9sum\u00e9s the next time.");

        // The texts of an earlier run are no r\u00e9sum\u00e9s, wherever they lie.
        var files = FilesBelow.Of(root, except: outside);
        var inputs = files.Select(f => Path.Combine(root, f.Name)).ToHashSet(StringComparer.Ordinal);
        var lines = new string?[files.Count];
        var failed = 0;
        var printed = 0;
        var gate = new Lock();

        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (i, token) =>
        {
            var file = files[i];
            var result = file.Opens
                ? await AnonymizedFile.ReadAsync(() => ReadFile.FoundTextAsync(Path.Combine(root, file.Name), token), known)
                : AnonymizedFile.Failed("The folder could not be opened.");
            var path = Path.Combine(outside, file.Name + ".txt");
            if (result.Anonymous is { } anonymous && await WhyNotWrittenAsync(path, anonymous.Text, inputs, token) is { } why)
                result = AnonymizedFile.Failed(why);
            if (result.Error is not null)
                Interlocked.Increment(ref failed);

            var line = json ? result.Line(file.Name, withText: false) : result.Summary(file.Name);
            lock (gate)
            {
                lines[i] = line;
                // In the order of the names, as far as all before are there.
                for (; printed < lines.Length && lines[printed] is { } next; printed++)
                {
                    Console.WriteLine(next);
                    lines[printed] = "";
                }
            }
        });

        if (!json)
            Console.WriteLine($"{files.Count - failed} of {files.Count} files anonymised into {target}");
        return failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<string?> WhyNotWrittenAsync(string path, string text, HashSet<string> inputs, CancellationToken ct)
    {
        if (inputs.Contains(path))
            return "The text was not written: it would take the place of another file of --in.";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, ct);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is PathTooLongException || Path.GetFileName(path).Length > 255 - 32
                ? "The text could not be written: its name, with .txt, is too long."
                : "The text could not be written: a folder of its name stands there, the disk is full, or permissions forbid it.";
        }
    }

    // Without links, so that one folder has one name.
    private static string Folder(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? Path.TrimEndingDirectorySeparator(Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full) : full;
    }

    private static void Print(string file, AnonymizedFile result)
    {
        Console.WriteLine($"--- {result.Summary(file)}");
        if (result.Anonymous is not { } text)
            return;
        Console.WriteLine(text.Text);
        foreach (var kind in text.Hidden.GroupBy(h => h.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine($"hidden: {kind.Key} x {kind.Count()}");
        foreach (var doubt in text.Doubts)
            Console.WriteLine($"doubt: {doubt.Why}");
    }
}
