using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Contracts;
using ClearView.Messaging;
using Microsoft.Extensions.Configuration;

namespace ClearView.HrSystems.Nightly;

/// <summary>An HR system that writes people.json and résumés into a folder every night, and reads notes from there.</summary>
public sealed class NightlySystem(string folder) : IHrSystem
{
    public const string SystemName = "nightly";

    public string Name => SystemName;

    public TimeSpan PollEvery => TimeSpan.FromMinutes(5);

    public static IHrSystem Create(IConfigurationSection section, IServiceProvider services) =>
        section["Path"] is { } path && Directory.Exists(path)
            ? new NightlySystem(path)
            : throw new HrSettingsException(section.Path, [$"Path is '{section["Path"]}', which is no folder. Make it, or name another."]);

    public async IAsyncEnumerable<Found> PollAsync(string? checkpoint, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var people = await ReadAsync(ct);
        var seen = long.Parse(checkpoint ?? "0", CultureInfo.InvariantCulture);
        foreach (var job in people.Jobs.Where(j => j.Version > seen))
            yield return new Found.Job(job.Id, job.Version, job.Title, job.Text);

        foreach (var candidate in people.Candidates)
        {
            if (ResumeOf(candidate) is not { } path)
                yield return new Found.Trouble("nightly.no-resume", $"people.json: the résumé of candidate {candidate.Id} is not there.");
            else if (candidate.Version > seen)
            {
                await using var file = File.OpenRead(path);
                var content = new byte[Math.Min(file.Length, Found.LargestResume + 1)];
                await file.ReadExactlyAsync(content, ct);
                yield return new Found.Resume(candidate.Id, candidate.Id, candidate.Version, content, file.Length, candidate.AppliedOn, candidate.Identity);
                foreach (var job in candidate.Jobs)
                    yield return new Found.Application($"{candidate.Id}-{job}", candidate.Id, job, candidate.Version);
            }
        }

        // Committed together with what was found before it; without something new there is nothing to commit.
        if (people.Newest > seen)
            yield return new Found.UpTo(people.Newest.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct)
    {
        var people = await ReadAsync(ct);
        if (people.Candidates.All(c => c.Id != request.CandidateSourceId))
            throw new PermanentFailureException("nightly.gone", "The candidate is no longer in people.json.");

        var notes = Path.Combine(folder, "notes", Path.GetFileName(request.CandidateSourceId) + ".txt");
        var before = File.Exists(notes) ? await File.ReadAllTextAsync(notes, ct) : "";
        if (before.Contains(request.Marker, StringComparison.Ordinal))
            return true;

        // Written aside and moved: after a crash the marker stands for the whole note, or is not there.
        Directory.CreateDirectory(Path.GetDirectoryName(notes)!);
        await File.WriteAllTextAsync(notes + ".part", before + request.Text + "\n\n", ct);
        File.Move(notes + ".part", notes, overwrite: true);
        return false;
    }

    private string? ResumeOf(NightlyCandidate candidate) =>
        // Only the name counts: a path from outside could lead anywhere.
        Path.Combine(folder, "resumes", Path.GetFileName(candidate.Resume)) is var path && File.Exists(path) ? path : null;

    private async Task<NightlyPeople> ReadAsync(CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, "people.json"));
            return (await JsonSerializer.DeserializeAsync(file, NightlyJson.Default.NightlyPeople, ct))!;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new TransientFailureException("nightly.unreadable", "people.json is missing or not whole. Perhaps it is being written.");
        }
    }
}

internal sealed record NightlyPeople(IReadOnlyList<NightlyJob> Jobs, IReadOnlyList<NightlyCandidate> Candidates)
{
    public long Newest => Jobs.Select(j => j.Version).Concat(Candidates.Select(c => c.Version)).DefaultIfEmpty().Max();
}

internal sealed record NightlyJob(string Id, long Version, string Title, string Text);

internal sealed record NightlyCandidate(
    string Id, long Version, string FirstName, string LastName, string Email, string Phone, string Resume, DateOnly AppliedOn, IReadOnlyList<string> Jobs)
{
    public KnownIdentity Identity => new(FirstName, LastName, [Email], [Phone]);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NightlyPeople))]
internal sealed partial class NightlyJson : JsonSerializerContext;
