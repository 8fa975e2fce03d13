namespace ClearView.Cli.Drills.Ledger;

/// <summary>One letter, as its publisher's ledger has it.</summary>
internal sealed record Letter(string Id, LetterKind Kind, Road Road, bool Confirmed);

/// <summary>All ledgers of a drill together.</summary>
internal static class Books
{
    public static IReadOnlyList<Letter> Read(string drill)
    {
        var folder = LedgerFile.FolderIn(drill);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.ledger").SelectMany(ReadFile)] : [];
    }

    public static IReadOnlyCollection<Letter> ReadFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        return Parse(lines.ReadToEnd());
    }

    /// <summary>A line without an end is passed over: its process died in it, before the library heard of the letter or after it answered.</summary>
    internal static IReadOnlyCollection<Letter> Parse(string ledger)
    {
        var letters = new Dictionary<string, Letter>(StringComparer.Ordinal);
        foreach (var line in ledger.Split('\n')[..^1])
        {
            switch (line.Split(' '))
            {
                case ["P", var id, var kind, var road]:
                    letters[id] = new Letter(id, Enum.Parse<LetterKind>(kind), Enum.Parse<Road>(road), Confirmed: false);
                    break;
                case ["C", var id]:
                    letters[id] = letters[id] with { Confirmed = true };
                    break;
                default:
                    throw new InvalidDataException($"The ledger holds a line that no publisher writes: '{line}'.");
            }
        }

        return letters.Values;
    }
}
