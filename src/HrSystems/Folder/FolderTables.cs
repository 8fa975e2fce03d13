using System.Globalization;
using System.Text;
using ClearView.Contracts;
using CsvHelper;
using CsvHelper.Configuration;

namespace ClearView.HrSystems.Folder;

/// <summary>
/// jobs.csv and candidates.csv: UTF-8, a header row, commas or semicolons. A broken row is named by its line and left out. A table that
/// stands as it stood is not read again.
/// </summary>
internal sealed class FolderTables(int mostRows, TimeProvider clock)
{
    public const string Jobs = "jobs.csv";
    public const string Candidates = "candidates.csv";
    private const int LargestFile = 64 * 1024 * 1024;
    private const int LongestField = 200_000;
    private const int LongestTitle = 300;
    private const int LongestText = 50_000;
    private const int LongestName = 300;
    private const int MostValues = 20;
    private const int MostTroubles = 100;
    private const string Separators = ";|, ";
    private static readonly string[] _columns = ["file", "first_name", "last_name", "email", "phone", "job_ids", "received_on"];
    private static readonly DateOnly _earliest = new(1990, 1, 1);
    private readonly LastRead<FolderJob> _jobs = new();
    private readonly LastRead<FolderCandidate> _candidates = new();

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>id, title, text.</summary>
    /// <param name="path">Null when the table is a link that must not be followed.</param>
    public Table<FolderJob> ReadJobs(string? path) =>
        Read(Jobs, path, false, _jobs, ["id", "title", "text"], (row, line) =>
        {
            var (id, title, text) = (Field(row, "id"), Field(row, "title"), Field(row, "text"));
            if (id.Length is 0 or > 100 || title.Length is 0 or > LongestTitle || text.Length is 0 or > LongestText)
                throw new FormatException($"a job needs an id, a title (up to {LongestTitle} characters) and a text (up to {LongestText})");
            if (!IsOneLine(id))
                throw new FormatException("the id has a line break or another control character");
            return new FolderJob(id, title, text, line);
        }, row => Field(row, "id"));

    /// <summary>file, first_name, last_name, email, phone, job_ids, received_on. Only file must be filled.</summary>
    /// <param name="path">Null when the table is a link that must not be followed.</param>
    /// <param name="wasThere">Then a table that is gone is no empty one: somebody is replacing it, or lost it.</param>
    public Table<FolderCandidate> ReadCandidates(string? path, bool wasThere) =>
        Read(Candidates, path, wasThere, _candidates, ["file"], (row, line) =>
        {
            if (_columns.Any(column => !IsOneLine(Field(row, column))))
                throw new InvalidDataException("a quote that is not closed takes the next rows in");
            var file = FileOf(row);
            if (file.Length is 0 or > 500)
                throw new FormatException("the column file must name a file in candidates/");

            var received = Field(row, "received_on");
            var day = default(DateOnly);
            if (received.Length > 0 && !DateOnly.TryParseExact(received, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
                throw new FormatException("received_on must be a day such as 2026-10-31");
            // A day ahead of us is today somewhere else.
            if (received.Length > 0 && (day < _earliest || day > Today.AddDays(1)))
                throw new FormatException("received_on must be a day from 1990 on and not in the future");

            return new FolderCandidate(
                file,
                new KnownIdentity(Some(row, "first_name"), Some(row, "last_name"), Several(row, "email", Separators), Several(row, "phone", ";|")),
                Several(row, "job_ids", Separators), received.Length > 0 ? day : null, line);
        }, FileOf);

    private Table<T> Read<T>(
        string name, string? path, bool wasThere, LastRead<T> last, string[] needed, Func<CsvReader, int, T> read, Func<CsvReader, string> keyOf)
    {
        if (path is null)
            return Unread<T>("folder.link", $"{name} is a symbolic link that leads out of the folder and is not followed. Copy the file instead.");
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return wasThere
                ? Unread<T>("folder.gone", $"{name} was here and is gone. Put it back, or leave its header row in its place.")
                : new Table<T>(true, [], [], new HashSet<string>());
        }

        var state = (file.Length, file.LastWriteTimeUtc, Today);
        if (last.Table is null || last.State != state)
            (last.Table, last.State) = (Read(name, file, needed, read, keyOf), state);
        return last.Table;
    }

    private Table<T> Read<T>(string name, FileInfo file, string[] needed, Func<CsvReader, int, T> read, Func<CsvReader, string> keyOf)
    {
        if (file.Length > LargestFile)
            return Unread<T>("folder.csv", $"{name} is larger than 64 MB and is not read.");
        // What has no length may be a pipe or a device, which would hang whoever opens it.
        if (file.Length == 0)
            return Unread<T>("folder.csv", HeaderMissing(name, needed));

        var rows = new Dictionary<string, T>(StringComparer.Ordinal);
        var troubles = new List<Found.Trouble>();
        var heldBack = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var isWhole = true;
        void Stop(string text)
        {
            troubles.Add(new Found.Trouble("folder.csv", $"{name}, {text}"));
            isWhole = false;
        }

        var line = 1;
        try
        {
            using var text = new StreamReader(file.FullName, new UTF8Encoding(false, throwOnInvalidBytes: true));
            using var csv = new CsvReader(text, Configuration());
            if (!csv.Read() || !csv.ReadHeader() || needed.Any(n => !csv.HeaderRecord!.Any(h => Clean(h) == n)))
                return Unread<T>("folder.csv", HeaderMissing(name, needed));

            for (var count = 1; ; count++)
            {
                line = csv.Parser.RawRow + 1;
                if (!csv.Read())
                    break;
                line = csv.Parser.RawRow;
                if (count > mostRows)
                {
                    Stop($"line {line}: the table has more than {mostRows} rows; this one and all after it are left out.");
                    break;
                }

                try
                {
                    // Every field, so that broken quotes show in columns too that nobody asks for.
                    for (var field = 0; field < csv.Parser.Count; field++)
                        _ = csv.Parser[field];
                    var row = read(csv, line);
                    if (!rows.TryAdd(keyOf(csv), row))
                        throw new RepeatedRowException();
                }
                catch (RepeatedRowException e)
                {
                    troubles.Add(new Found.Trouble("folder.csv", $"{name}, row that ends on line {line}: {e.Message}."));
                }
                catch (FormatException e)
                {
                    troubles.Add(new Found.Trouble("folder.csv", $"{name}, row that ends on line {line}: {e.Message}."));
                    if (keyOf(csv) is { Length: > 0 } key)
                        heldBack.Add(key);
                    else
                        isWhole = false;
                }

                if (troubles.Count < MostTroubles)
                    continue;
                Stop($"line {line}: this is the hundredth broken row; what follows is left out.");
                break;
            }
        }
        catch (DecoderFallbackException)
        {
            Stop($"after line {line - 1}: not UTF-8; what follows is left out. Save the file as CSV UTF-8.");
        }
        catch (Exception e) when (e is CsvHelperException or InvalidDataException)
        {
            // Its text quotes the row.
            Stop($"line {line}: a field is longer than {LongestField} characters or its quotes do not match; what follows is left out.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unread<T>("folder.csv", $"{name} cannot be opened ({e.GetType().Name}). Let ClearView's user read it.");
        }

        return new Table<T>(isWhole, [.. rows.Values], troubles, heldBack);
    }

    private static Table<T> Unread<T>(string code, string text) => new(false, [], [new Found.Trouble(code, text)], new HashSet<string>());

    private static string HeaderMissing(string name, string[] needed) =>
        $"{name}, line 1: the first row must name the columns {string.Join(", ", needed)}.";

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        MaxFieldSize = LongestField,
        TrimOptions = TrimOptions.Trim,
        PrepareHeaderForMatch = header => Clean(header.Header),
        MissingFieldFound = null,
        HeaderValidated = null,
        BadDataFound = _ => throw new InvalidDataException("its quotes do not match"),
        ExceptionMessagesContainRawData = false,
    };

    private static string Clean(string header) => header.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_');

    private static string Field(CsvReader row, string name) => row.GetField(name)?.Trim() ?? "";

    private static string FileOf(CsvReader row)
    {
        var file = Field(row, "file").Replace('\\', '/').TrimStart('/');
        return file.StartsWith("candidates/", StringComparison.OrdinalIgnoreCase) ? file["candidates/".Length..] : file;
    }

    /// <summary>What is cut off would not be hidden in the r&#233;sum&#233;, so nothing is cut.</summary>
    private static string? Some(CsvReader row, string name) => Field(row, name) switch
    {
        { Length: 0 } => null,
        { Length: <= LongestName } text => text,
        _ => throw new FormatException($"{name} may have {LongestName} characters"),
    };

    private static string[] Several(CsvReader row, string name, string separators)
    {
        var values = Field(row, name).Split([.. separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return values.Length <= MostValues ? values : throw new FormatException($"{name} may hold {MostValues} values");
    }

    /// <summary>Ids and names of files reach logs: nothing in them may begin a line there.</summary>
    internal static bool IsOneLine(string text) => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');

    private sealed class RepeatedRowException() : Exception("an earlier row is about the same; this one is left out");

    private sealed class LastRead<T>
    {
        public (long Length, DateTime ChangedAt, DateOnly Today) State { get; set; }

        public Table<T>? Table { get; set; }
    }
}

/// <param name="IsWhole">False when rows may be there that were not read: who is missing may still be in the table.</param>
/// <param name="HeldBack">What the broken rows are about.</param>
internal sealed record Table<T>(bool IsWhole, IReadOnlyList<T> Rows, IReadOnlyList<Found.Trouble> Troubles, IReadOnlySet<string> HeldBack);

internal sealed record FolderJob(string Id, string Title, string Text, int Line);

internal sealed record FolderCandidate(string File, KnownIdentity Identity, IReadOnlyList<string> JobIds, DateOnly? ReceivedOn, int Line);
