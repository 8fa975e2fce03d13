using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClearView.Generator.Broken;
using ClearView.Generator.Docx;
using ClearView.Generator.Pdf;

namespace ClearView.Generator;

internal sealed record Application(int Id, int JobId);

internal sealed record Candidate(
    int Id, string FirstName, string LastName, string Email, string Phone, string AppliedAt,
    IReadOnlyList<Application> Applications, string File, string FileName, string Kind, string Note);

internal sealed record Job(int Id, string Title, string Company, string Department, string Location, string OpenedAt, string Text);

/// <summary>Every sample file by its path below the samples folder.</summary>
internal static class SampleSet
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static SortedDictionary<string, byte[]> Make(ulong seed)
    {
        var people = Sheet.ReadAll("People");
        var jobs = Sheet.ReadAll("Jobs").Select(ReadJob).ToArray();
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["jobs.json"] = AsJson(jobs),
            ["candidates.json"] = AsJson(ReadCandidates(people, jobs)),
        };
        foreach (var sheet in people)
        {
            if (!files.TryAdd("resumes/" + sheet["file"], MakeResume(sheet, new Dice(seed, sheet.Numbers("id").Single()))))
                throw new InvalidDataException($"{sheet.Name}: another sheet already writes {sheet["file"]}.");
        }

        foreach (var (name, bytes) in HostileFiles.Make())
            files.Add("broken/" + name, bytes);
        return files;
    }

    private static byte[] MakeResume(Sheet sheet, Dice dice)
    {
        try
        {
            return (sheet.Get("damage"), Path.GetExtension(sheet["file"])) switch
            {
                ("scan", ".pdf") => PdfResume.MakeScan(sheet),
                ("truncated", ".pdf") => Damage.CutShort(PdfResume.Make(sheet, dice)),
                ("encrypted", ".pdf") => PdfResume.Make(sheet, dice, new PdfLock("open-sesame")),
                ("zip", ".docx") => Damage.Scramble(DocxResume.Make(sheet, dice)),
                ("", ".pdf") => PdfResume.Make(sheet, dice),
                ("", ".docx") => DocxResume.Make(sheet, dice),
                ("", ".txt") => PlainText(sheet),
                var (damage, ending) => throw new InvalidDataException($"No way to make a '{ending}' with damage '{damage}'."),
            };
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{sheet.Name}: {error.Message}", error);
        }
    }

    private static byte[] PlainText(Sheet sheet)
    {
        var text = sheet.Get("newline") == "crlf" ? sheet.Body.Replace("\n", "\r\n", StringComparison.Ordinal) : sheet.Body;
        var bytes = Encoding.UTF8.GetBytes(text);
        return sheet.Has("bom") ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }

    private static Job ReadJob(Sheet sheet) => new(
        sheet.Numbers("id").Single(), sheet["title"], sheet["company"], sheet["department"], sheet["location"], sheet["opened"], sheet.Body);

    private static List<Candidate> ReadCandidates(IReadOnlyList<Sheet> people, IReadOnlyList<Job> jobs)
    {
        var application = 7001;
        var candidates = new List<Candidate>();
        foreach (var sheet in people)
        {
            var applications = sheet.Numbers("apply").Select(job => jobs.Any(j => j.Id == job)
                ? new Application(application++, job)
                : throw new InvalidDataException($"{sheet.Name}: there is no job {job}.")).ToArray();
            candidates.Add(new Candidate(
                sheet.Numbers("id").Single(), sheet["first"], sheet["last"], sheet["email"], sheet["phone"], sheet["applied"],
                applications, "resumes/" + sheet["file"], sheet["as"], sheet.Get("kind", "readable"), sheet["note"]));
        }

        return candidates;
    }

    private static byte[] AsJson<T>(T value) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, Json) + "\n");
}
