using System.Globalization;
using System.Text;
using ClearView.Contracts;
using CsvHelper;
using CsvHelper.Configuration;

namespace ClearView.HrSystems.Folder;

/// <summary>jobs.csv and candidates.csv: UTF-8, a header row, commas or semicolons. A broken row is named by its line and left out.</summary>
internal sealed class FolderTables(int mostRows)
{
    private const int LargestFile = 64 * 1024 * 1024;
    private const int LongestField = 200_000;
    private const int LongestTitle = 300;
    private const int LongestText = 50_000;
    private const int MostContacts = 20;
    private const string Separators = ";|, ";

    /// <summary>id, title, text.</summary>
    public (IReadOnlyList<FolderJob> Jobs, IReadOnlyList<Found.Trouble> Troubles) ReadJobs(string path) =>
        Read(path, ["id", "title", "text"], (row, line) =>
        {
            var (id, title, text) = (Field(row, "id"), Field(row, "title"), Field(row, "text"));
            if (id.Length is 0 or > 100 || title.Length is 0 or > LongestTitle || text.Length is 0 or > LongestText)
                throw new FormatException($"a job needs an id, a title (up to {LongestTitle} characters) and a text (up to {LongestText})");
            return new FolderJob(id, title, text, line);
        }, job => job.Id);

    /// <summary>file, first_name, last_name, email, phone, job_ids, received_on. Only file must be filled.</summary>
    public (IReadOnlyList<FolderCandidate> Candidates, IReadOnlyList<Found.Trouble> Troubles) ReadCandidates(string path) =>
        Read(path, ["file"], (row, line) =>
        {
            var file = Field(row, "file").Replace('\\', '/').TrimStart('/');
            if (file.StartsWith("candidates/", StringComparison.OrdinalIgnoreCase))
                file = file["candidates/".Length..];
            if (file.Length is 0 or > 500)
                throw new FormatException("the column file must name a file in candidates/");

            var received = Field(row, "received_on");
            var day = default(DateOnly);
            if (received.Length > 0 && !DateOnly.TryParseExact(received, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
                throw new FormatException("received_on must be a day such as 2026-10-31");

            return new FolderCandidate(
                file,
                new KnownIdentity(Some(row, "first_name"), Some(row, "last_name"), Several(row, "email", Separators), Several(row, "phone", ";|")),
                Several(row, "job_ids", Separators), received.Length > 0 ? day : null, line);
        }, candidate => candidate.File);

    private (IReadOnlyList<T> Rows, IReadOnlyList<Found.Trouble> Troubles) Read<T>(
        string path, string[] needed, Func<CsvReader, int, T> read, Func<T, string> keyOf)
    {
        var name = Path.GetFileName(path);
        var rows = new Dictionary<string, T>(StringComparer.Ordinal);
        var troubles = new List<Found.Trouble>();
        if (!File.Exists(path))
            return ([], []);
        if (new FileInfo(path).Length > LargestFile)
            return ([], [new Found.Trouble("folder.csv", $"{name} is larger than 64 MB and is not read.")]);

        using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(text, Configuration());
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || needed.Where(n => !csv.HeaderRecord!.Any(h => Clean(h) == n)).ToList() is { Count: > 0 })
                return ([], [new Found.Trouble("folder.csv", $"{name}, line 1: the first row must name the columns {string.Join(", ", needed)}.")]);

            while (csv.Read())
            {
                var line = csv.Parser.RawRow;
                try
                {
                    var row = read(csv, line);
                    if (!rows.TryAdd(keyOf(row), row))
                        throw new FormatException("an earlier row is about the same; this one is left out");
                }
                catch (FormatException e)
                {
                    troubles.Add(new Found.Trouble("folder.csv", $"{name}, row that ends on line {line}: {e.Message}."));
                }

                if (rows.Count < mostRows)
                    continue;
                troubles.Add(new Found.Trouble("folder.csv", $"{name} has more than {mostRows} rows; those after line {line} are left out."));
                break;
            }
        }
        catch (Exception e) when (e is CsvHelperException or FormatException)
        {
            // Its text quotes the row.
            troubles.Add(new Found.Trouble("folder.csv", $"{name}, line {csv.Parser.RawRow}: a field is longer than {LongestField} characters or its quotes do not match; what follows is left out."));
        }
        catch (DecoderFallbackException)
        {
            troubles.Add(new Found.Trouble("folder.csv", $"{name}, after line {csv.Parser.RawRow}: not UTF-8; what follows is left out. Save the file as CSV UTF-8."));
        }

        return ([.. rows.Values], troubles);
    }

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        MaxFieldSize = LongestField,
        TrimOptions = TrimOptions.Trim,
        PrepareHeaderForMatch = header => Clean(header.Header),
        MissingFieldFound = null,
        HeaderValidated = null,
        BadDataFound = _ => throw new FormatException("its quotes do not match"),
        ExceptionMessagesContainRawData = false,
    };

    private static string Clean(string header) => header.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_');

    private static string Field(CsvReader row, string name) => row.GetField(name)?.Trim() ?? "";

    private static string? Some(CsvReader row, string name) => Field(row, name) is { Length: > 0 and <= 300 } text ? text : null;

    private static string[] Several(CsvReader row, string name, string separators) =>
        [.. Field(row, name).Split([.. separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostContacts)];
}

internal sealed record FolderJob(string Id, string Title, string Text, int Line);

internal sealed record FolderCandidate(string File, KnownIdentity Identity, IReadOnlyList<string> JobIds, DateOnly? ReceivedOn, int Line);
