using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Export;

/// <summary>
/// All results as files: one folder a candidate, one a job. No times, no machine, no order of arrival: the same work gives the same
/// bytes, on whichever broker and in however many processes. A text that waits for a review may name a person and is not among them.
/// </summary>
internal static class ResultExport
{
    private const string Mark = ".clearview-export";
    private const int Page = 500;
    private static readonly string[] _folders = ["candidates", "jobs"];
    private static readonly JsonSerializerOptions _readable = new(ContractJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ContractJson.Default, ExportJson.Default),
    };

    /// <returns>The count of files.</returns>
    public static async Task<int> WriteAsync(DataFolder data, string directory, CancellationToken ct)
    {
        Prepare(directory);
        await using var services = StoreOnly.Open(data, "export");
        await using var scope = services.CreateAsyncScope();
        var export = new Writer(directory);
        await WriteCandidatesAsync(scope.ServiceProvider, export, ct);
        await WriteJobsAsync(scope.ServiceProvider, export, ct);
        await WriteDeadLettersAsync(scope.ServiceProvider, export, ct);
        return export.Files;
    }

    private static async Task WriteCandidatesAsync(IServiceProvider services, Writer export, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var list = services.GetRequiredService<CandidateList>();
        var candidates = services.GetRequiredService<CandidateStore>();
        var matches = services.GetRequiredService<MatchStore>();
        var reviews = services.GetRequiredService<ReviewStore>();

        CandidateId? after = null;
        while (await list.PageAsync(tenant, after, Page, ct) is { Count: > 0 } page)
        {
            foreach (var candidate in page)
            {
                var folder = Path.Combine("candidates", candidate.Id.ToString());
                export.Text(folder, "candidate.txt",
                    $"system {candidate.Origin.System}\nsource id {candidate.Origin.SourceId}\nreceived on {candidate.ReceivedOn:yyyy-MM-dd}\nstate {candidate.State}\n");
                if (await candidates.FindResumeAsync(tenant, candidate.Id, ct) is { } resume)
                {
                    export.Text(folder, "resume.txt", resume.Text);
                    export.Json(folder, "resume.json", resume, ContractJson.Default.ResumeAnonymized);
                }

                // What became of an older version depends on what came first.
                if (await reviews.FindAsync(tenant, candidate.Id, ct) is { } held && held.Version >= candidate.Version)
                    export.Json(folder, "held.json", new HeldInExport(held.Candidate.ToString(), held.State, held.Doubts, held.Hidden), ExportJson.Default.HeldInExport);
                export.Json(folder, "skills.json", await candidates.FindSkillsAsync(tenant, candidate.Id, ct), ContractJson.Default.SkillsExtracted);
                export.Json(folder, "story.json", await candidates.FindStoryAsync(tenant, candidate.Id, ct), ContractJson.Default.StoryTold);
                export.Json(folder, "tips.json", await candidates.FindTipsAsync(tenant, candidate.Id, ct), ContractJson.Default.TipsGiven);
                foreach (var match in await matches.OfCandidateAsync(tenant, candidate.Id, int.MaxValue, ct))
                    export.Json(folder, $"match-{match.Job}.json", match, ContractJson.Default.MatchScored);
            }

            after = page[^1].Id;
        }
    }

    private static async Task WriteJobsAsync(IServiceProvider services, Writer export, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var jobs = services.GetRequiredService<JobStore>();
        var matches = services.GetRequiredService<MatchStore>();
        JobId? after = null;
        while (await jobs.PageAsync(tenant, after, Page, ct) is { Count: > 0 } page)
        {
            foreach (var id in page.Select(j => j.Id))
            {
                var folder = Path.Combine("jobs", id.ToString());
                var job = (await jobs.FindAsync(tenant, id, ct))!;
                export.Text(folder, "job.txt", $"system {job.Origin.System}\nsource id {job.Origin.SourceId}\n\n{job.Title}\n\n{job.Text}");
                export.Json(folder, "parsed.json", await jobs.FindParsedAsync(tenant, id, ct), ContractJson.Default.JobParsed);
                var ranking = new StringBuilder();
                foreach (var match in await matches.OfJobAsync(tenant, id, int.MaxValue, ct))
                    ranking.Append(match.Score).Append(' ').Append(match.Candidate).Append('\n');
                export.Text(folder, "ranking.txt", ranking.ToString());
            }

            after = page[^1].Id;
        }
    }

    private static async Task WriteDeadLettersAsync(IServiceProvider services, Writer export, CancellationToken ct)
    {
        var lines = new List<string>();
        await foreach (var letter in services.GetRequiredService<IDeadLetters>().AllAsync(TenantId.Default, ct))
            lines.Add($"{letter.Function} {letter.Envelope.Type} {letter.Envelope.Subject} {letter.Cause?.Code}: {letter.Cause?.Text}\n");
        export.Text("", "dead-letters.txt", string.Concat(lines.Order(StringComparer.Ordinal)));

        var db = services.GetRequiredService<HiringDb>();
        var written = await db.QueryAsync<string>(
            "SELECT system || ' ' || candidate || ' ' || job || ' ' || marker FROM write_backs WHERE tenant = @tenant AND written = 1 ORDER BY candidate, job, marker",
            new { tenant = TenantId.Default.Value }, ct);
        export.Text("", "written-back.txt", string.Concat(written.Select(l => l + "\n")));
    }

    private static void Prepare(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            // Old files beside new ones would make two exports look different, and deleting what is not ours would be worse.
            if (!File.Exists(Path.Combine(directory, Mark)))
                throw new UsageException($"'{directory}' holds other things. Name an empty folder, or one of an earlier export.");
            foreach (var part in _folders.Select(p => Path.Combine(directory, p)).Where(Directory.Exists))
                Directory.Delete(part, recursive: true);
        }

        foreach (var folder in _folders.Select(f => Path.Combine(directory, f)).Prepend(directory))
            OwnersFolder.Make(folder, "--to");
        Write(Path.Combine(directory, Mark), "");
    }

    /// <summary>For its owner alone, whatever lay there before.</summary>
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(path);
        using var file = new StreamWriter(path, options);
        file.Write(text);
    }

    private sealed class Writer(string root)
    {
        public int Files { get; private set; }

        public void Text(string folder, string name, string text)
        {
            var directory = Path.Combine(root, folder);
            OwnersFolder.Make(directory, "--to");
            Write(Path.Combine(directory, name), text);
            Files++;
        }

        public void Json<T>(string folder, string name, T? content, JsonTypeInfo<T> json)
            where T : class
        {
            if (content is not null)
                Text(folder, name, JsonSerializer.Serialize(content, (JsonTypeInfo<T>)_readable.GetTypeInfo(json.Type)) + "\n");
        }
    }
}

/// <param name="Doubts">Why it is held; their places are in the text that is not here.</param>
/// <param name="Hidden">How many places were hidden without a doubt.</param>
internal sealed record HeldInExport(string Candidate, string State, IReadOnlyList<Doubt> Doubts, int Hidden);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HeldInExport))]
internal sealed partial class ExportJson : JsonSerializerContext;
