using System.Runtime.CompilerServices;
using System.Text;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.HrSystems.Folder;

/// <summary>A watched folder as an HR system, for teams that have none. Who is not in candidates.csv applies for every job.</summary>
public sealed class FolderSystem : IHrSystem
{
    public const string SystemName = "folder";

    // Stands for the jobs of a row that cannot be read: whatever it says once it can, is news.
    private const string Unknown = "unknown";

    private readonly FolderOptions _options;
    private readonly KeyedDigest _digests;
    private readonly TimeProvider _clock;
    private readonly FolderScan _scan;
    private readonly FolderTables _tables;
    private readonly FolderJobs _jobs;
    private readonly StillFiles _still = new();
    private volatile IReadOnlyDictionary<string, string> _pathsById = new Dictionary<string, string>();

    public FolderSystem(FolderOptions options, KeyedDigest digests, TimeProvider clock)
    {
        (_options, _digests, _clock) = (options, digests, clock);
        _scan = new FolderScan(options, digests);
        _tables = new FolderTables(options.MostFiles, clock);
        _jobs = new FolderJobs(_scan, _tables);
    }

    public static IHrSystem Create(IConfigurationSection section, IServiceProvider services) =>
        new FolderSystem(FolderOptions.Read(section), services.GetRequiredService<KeyedDigest>(), services.GetRequiredService<TimeProvider>());

    public string Name => SystemName;

    public TimeSpan PollEvery => TimeSpan.FromSeconds(_options.PollSeconds);

    public async IAsyncEnumerable<Found> PollAsync(string? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        _still.BeginLook();
        var before = FolderCheckpoint.Read(checkpoint);
        var there = _scan.There;
        IReadOnlyList<string> seen = [.. there.Union(before.Seen ?? []).Order(StringComparer.Ordinal)];
        var table = _scan.Table(FolderTables.Candidates);
        // Half a table would make other applications than the whole one: nothing is read before both stand still.
        var isStill = _still.IsStill(_scan.Table(FolderTables.Jobs)) & _still.IsStill(table);
        var candidates = isStill ? _tables.ReadCandidates(table, seen.Contains(FolderTables.Candidates)) : null;
        var gone = seen.Except(there).Where(name => name != FolderTables.Candidates).ToList();
        // Who is not in a damaged table may stand in the part that was not read: with a name to hide, and for one job alone.
        if (candidates is not { IsWhole: true } || gone.Count > 0)
        {
            foreach (var file in _scan.Resumes().Files)
                _still.IsStill(file);
            if (candidates is { IsWhole: false })
                yield return new Found.Trouble("folder.csv", "candidates.csv was not read whole: no r\u00e9sum\u00e9s are taken until it is repaired.");
            foreach (var trouble in candidates?.Troubles ?? [])
                yield return trouble;
            foreach (var name in gone)
                yield return new Found.Trouble("folder.gone", $"{name} was here and is gone: nothing is taken until it is back. Put it back, or an empty folder in its place.");
            yield return new Found.Later();
            yield break;
        }

        var after = new FolderCheckpoint([], [], seen);
        var (jobs, troubles, isComplete) = _jobs.Read(_still);
        var newJobs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (job, version) in jobs)
        {
            var known = before.Jobs.GetValueOrDefault(job.Id);
            var stamp = after.Jobs[job.Id] = Stamp.Of(known, Stamp.PrintOf(job.Title, job.Text), version);
            // Who applies for every job may have come while it was gone.
            if (known is not { GoneSince: null })
                newJobs.Add(job.Id);
            if (known?.Print != stamp.Print)
                yield return new Found.Job(job.Id, stamp.Version, job.Title, job.Text);
        }

        foreach (var trouble in troubles)
            yield return trouble;
        await foreach (var found in ReadResumesAsync(before, after, candidates, [.. jobs.Select(j => j.Job.Id)], newJobs, ct))
            yield return found;

        // What comes back goes on from its version: under its file's old time it would be taken for something older.
        after.KeepGone(before, _clock.GetUtcNow(), _options.MostFiles);
        if (!IsSame(before, after))
            yield return new Found.UpTo(after.Write());
        if (!isComplete)
            yield return new Found.Later();
    }

    private async IAsyncEnumerable<Found> ReadResumesAsync(
        FolderCheckpoint before, FolderCheckpoint after, Table<FolderCandidate> table, IReadOnlyList<string> jobs, HashSet<string> newJobs,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (files, refused) = _scan.Resumes();
        var rowByFile = table.Rows.ToDictionary(r => r.File, StringComparer.Ordinal);
        // Whoever writes another case means this file all the same: what is known of the person must not be missed for that.
        var names = files.Select(f => f.RelativePath).ToHashSet(StringComparer.Ordinal);
        var rowByAnyCase = table.Rows.Where(r => !names.Contains(r.File)).GroupBy(r => r.File, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var paths = files.Select(f => f.RelativePath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _pathsById = files.ToDictionary(f => f.Id, f => f.Path, StringComparer.Ordinal);

        foreach (var trouble in table.Troubles.Concat(refused).Concat(Unmatched(table.Rows, paths, jobs)))
            yield return trouble;

        // A name with accents may stand in a table in other code points than on a disk: who could be meant by such a row must wait.
        var someAccentsAreUnmatched = table.Rows.Any(r => !Ascii.IsValid(r.File) && !paths.Contains(r.File));

        foreach (var file in files)
        {
            var known = before.Resumes.GetValueOrDefault(file.Id);
            var row = rowByFile.GetValueOrDefault(file.RelativePath) ?? rowByAnyCase.GetValueOrDefault(file.RelativePath);
            var mayBeMeant = row is null && someAccentsAreUnmatched && !Ascii.IsValid(file.RelativePath);
            if (mayBeMeant)
                yield return new Found.Trouble("folder.csv", "A file in candidates/ waits: its name has accents, and so has one in candidates.csv that is not there. Copy the name from the folder into the table, or take the row out.");
            if (mayBeMeant || table.HeldBack.Contains(file.RelativePath))
            {
                if (known is not null)
                    after.Resumes[file.Id] = known with { AppliesFor = Unknown, GoneSince = null };
                continue;
            }

            var appliesFor = row is { JobIds.Count: > 0 } ? Stamp.PrintOf([.. row.JobIds]) : null;
            var stamp = Stamp.Of(known, PrintOf(file, row), file.Version, appliesFor);
            var isNew = known is null || known.Print != stamp.Print;
            var content = isNew && _still.IsStill(file) ? await ReadAsync(file, ct) : null;
            if (content is not null)
            {
                yield return new Found.Resume(
                    file.Id, file.Id, stamp.Version, content, file.Length,
                    row?.ReceivedOn ?? DateOnly.FromDateTime(file.ChangedAt.UtcDateTime), row?.Identity);
            }
            else if (isNew)
            {
                yield return new Found.Later();
                if (known is null)
                    continue;
                stamp = known with { GoneSince = null }; // its new content is read later; a new job is not kept waiting for that
            }

            after.Resumes[file.Id] = stamp;
            foreach (var job in row is { JobIds.Count: > 0 } ? row.JobIds.Intersect(jobs) : jobs)
            {
                if (known is not { GoneSince: null } || known.AppliesFor != appliesFor || newJobs.Contains(job))
                    yield return new Found.Application($"{file.Id}-{job}", file.Id, job, stamp.Version);
            }
        }
    }

    public Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct) =>
        PathOf(request.CandidateSourceId) is { } path
            ? ScoreFile.AddAsync(_scan, path, request.Marker, request.Text, ct)
            : throw new PermanentFailureException("folder.gone", "The r\u00e9sum\u00e9 is no longer in the folder. Put it back under the same name, then redrive.");

    private string? PathOf(string id)
    {
        if (_pathsById.GetValueOrDefault(id) is not { } path || !File.Exists(path))
        {
            _pathsById = _scan.Resumes().Files.ToDictionary(f => f.Id, f => f.Path, StringComparer.Ordinal);
            path = _pathsById.GetValueOrDefault(id);
        }

        return path;
    }

    /// <summary>Null when the file cannot be read now, or is no longer what the scan saw.</summary>
    private async Task<byte[]?> ReadAsync(FolderFile file, CancellationToken ct)
    {
        // What has no length may be a pipe or a device, which would hang whoever opens it.
        if (file.Length == 0)
            return [];
        try
        {
            await using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length != file.Length || !_scan.Holds(stream.SafeFileHandle))
                return null;
            var content = new byte[Math.Min(stream.Length, Found.LargestResume + 1)];
            await stream.ReadExactlyAsync(content, ct);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<Found.Trouble> Unmatched(IReadOnlyList<FolderCandidate> rows, HashSet<string> paths, IReadOnlyList<string> jobs)
    {
        foreach (var row in rows)
        {
            if (!paths.Contains(row.File))
                yield return new Found.Trouble("folder.csv", $"candidates.csv, row that ends on line {row.Line}: there is no such file in candidates/.");
            if (row.JobIds.Except(jobs).Count() is > 0 and var unknown)
                yield return new Found.Trouble("folder.csv", $"candidates.csv, row that ends on line {row.Line}: {unknown} of its job_ids are no job in this folder.");
        }
    }

    /// <summary>
    /// What is known of the person belongs to it: when it is corrected, the r&#233;sum&#233; is made anonymous anew. The checkpoint lies in the
    /// clear, so this digest of a name needs the key.
    /// </summary>
    private string PrintOf(FolderFile file, FolderCandidate? row) => _digests.Of(TenantId.Default, "folder print", Stamp.PrintOf(
        file.Length, file.ChangedAt.UtcTicks, row?.Identity.FirstName, row?.Identity.LastName,
        string.Join('\n', row?.Identity.Emails ?? []), string.Join('\n', row?.Identity.Phones ?? []), row?.ReceivedOn));

    private static bool IsSame(FolderCheckpoint before, FolderCheckpoint after) =>
        IsSame(before.Jobs, after.Jobs) && IsSame(before.Resumes, after.Resumes) && (before.Seen ?? []).SequenceEqual(after.Seen ?? []);

    private static bool IsSame(Dictionary<string, Stamp> before, Dictionary<string, Stamp> after) =>
        before.Count == after.Count && before.All(b => after.TryGetValue(b.Key, out var a) && a == b.Value);
}
