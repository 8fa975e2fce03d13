using System.Globalization;
using System.Runtime.CompilerServices;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// Candidates who applied, with their newest résumé. First the windows of three lists tell whose rows changed; then these candidates
/// are read by id, fifty at a time, so that what belongs together is read together and links to files are fresh.
/// </summary>
internal sealed class CandidateReading(GreenhouseLists lists, AttachmentFiles files, GreenhouseOptions options, KeyedDigest digests, TimeProvider clock)
{
    private const int MostLooks = 24;
    // More than a person has: what is cut off would not be hidden in the résumé for being known.
    private const int MostContacts = 200;
    private static readonly TimeSpan _longestBetweenLooks = TimeSpan.FromHours(1);

    /// <summary>The ids of candidates of whom a row changed.</summary>
    public async IAsyncEnumerable<long> ChangedAsync(GreenhouseCheckpoint checkpoint, string window, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in lists.ReadAsync("candidates", window, GreenhouseJson.Default.CandidateRow, waits: true, ct))
        {
            if (row.Id is null || checkpoint.IsNewRow("candidates", row.Id, JobReading.Ms(row.UpdatedAt)))
                yield return row.Id ?? 0;
        }

        await foreach (var row in lists.ReadAsync("applications", window, GreenhouseJson.Default.ApplicationRow, waits: true, ct))
        {
            if (row.CandidateId is null || checkpoint.IsNewRow("applications", row.Id, row.CandidateId, JobReading.Ms(row.UpdatedAt)))
                yield return row.CandidateId ?? 0;
        }

        await foreach (var row in lists.ReadAsync("attachments", window, GreenhouseJson.Default.AttachmentRow, waits: true, ct))
        {
            if (row.CandidateId is null || checkpoint.IsNewRow("attachments", row.Id, row.CandidateId, JobReading.Ms(row.UpdatedAt)))
                yield return row.CandidateId ?? 0;
        }
    }

    /// <summary>At most fifty candidates.</summary>
    public async IAsyncEnumerable<Found> ReadAsync(GreenhouseCheckpoint checkpoint, IReadOnlyList<long> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = new Dictionary<long, CandidateRow>();
        await foreach (var row in lists.OfAsync("candidates", "ids", ids, GreenhouseJson.Default.CandidateRow, waits: true, ct))
            people[row.Id ?? 0] = row;
        var applications = new Dictionary<long, ApplicationRow>();
        await foreach (var row in lists.OfAsync("applications", "candidate_ids", ids, GreenhouseJson.Default.ApplicationRow, waits: true, ct))
            applications[row.Id ?? 0] = row;
        var attachments = await AttachmentsAsync(ids, ct);

        foreach (var id in ids)
        {
            if (!people.TryGetValue(id, out var person))
            {
                yield return LookAgain(checkpoint, id, null);
                continue;
            }

            var open = applications.Values.Where(a => a.CandidateId == id && a.Id is not null && a.IsOpen).OrderBy(a => a.Id).ToList();
            var problem = (string?)null;
            if (open.Count > 0 && Newest(attachments, id) is { } resume && NewsOf(checkpoint, person, resume) is { } news)
            {
                (var found, problem) = await ResumeAsync(person, resume, news.Version, open, ct);
                if (found is not null)
                {
                    yield return found;
                    checkpoint.Tell("resume", id, news);
                }
            }

            foreach (var application in open)
            {
                if (checkpoint.IsNewFind("application", application.Id, id, application.JobId))
                    yield return ApplicationOf(application);
            }

            if (problem is null)
                checkpoint.Done(id);
            else
                yield return LookAgain(checkpoint, id, problem);
        }
    }

    private async Task<List<AttachmentRow>> AttachmentsAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        var attachments = new List<AttachmentRow>();
        await foreach (var row in lists.OfAsync("attachments", "candidate_ids", ids, GreenhouseJson.Default.AttachmentRow, waits: true, ct))
            attachments.Add(row);
        return attachments;
    }

    private static AttachmentRow? Newest(IEnumerable<AttachmentRow> attachments, long candidate) => attachments
        .Where(a => a.CandidateId == candidate && a.Id is not null && a.IsResume)
        .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).FirstOrDefault();

    /// <summary>
    /// What is known of the person belongs to it: when it is corrected, the résumé is made anonymous anew. The checkpoint lies in the
    /// clear, so this digest of a name needs the key.
    /// </summary>
    private Stamp? NewsOf(GreenhouseCheckpoint checkpoint, CandidateRow person, AttachmentRow resume)
    {
        var identity = IdentityOf(person);
        var print = digests.Of(TenantId.Default, "greenhouse print", Stamp.PrintOf(
            resume.Id, JobReading.Ms(resume.CreatedAt), identity.FirstName, identity.LastName,
            string.Join('\n', identity.Emails.Order(StringComparer.Ordinal)), string.Join('\n', identity.Phones.Order(StringComparer.Ordinal))));
        return checkpoint.NewsOf("resume", person.Id!.Value, print, JobReading.Ms(resume.CreatedAt ?? resume.UpdatedAt));
    }

    private async Task<(Found.Resume? Found, string? Problem)> ResumeAsync(
        CandidateRow person, AttachmentRow resume, long version, List<ApplicationRow> open, CancellationToken ct)
    {
        var (file, problem) = await files.DownloadAsync(resume.Url, ct);
        if (problem == AttachmentFiles.Dead)
        {
            var fresh = (await AttachmentsAsync([person.Id!.Value], ct)).FirstOrDefault(a => a.Id == resume.Id);
            (file, problem) = await files.DownloadAsync(fresh?.Url, ct);
        }

        if (file is null)
            return (null, problem);

        var received = open.FirstOrDefault(a => a.Id == resume.ApplicationId)?.Applied ?? open.Min(a => a.Applied) ?? resume.CreatedAt ?? clock.GetUtcNow();
        return (new Found.Resume(
            Text(person.Id!.Value), Text(resume.Id!.Value), version, file.Body,
            file.IsWhole ? file.Body.Length : file.Length ?? file.Body.Length,
            DateOnly.FromDateTime(received.UtcDateTime), IdentityOf(person)), null);
    }

    private static KnownIdentity IdentityOf(CandidateRow person) => new(
        person.FirstName, person.LastName,
        [.. (person.EmailAddresses ?? []).Select(e => e?.Value).OfType<string>().Take(MostContacts)],
        [.. (person.PhoneNumbers ?? []).Select(p => p?.Value).OfType<string>().Take(MostContacts)]);

    private static Found.Application ApplicationOf(ApplicationRow row) => new(
        Text(row.Id!.Value), Text(row.CandidateId!.Value), Text(row.JobId!.Value), JobReading.Ms(row.Applied ?? row.UpdatedAt));

    /// <summary>
    /// A webhook may tell of a candidate before a list shows it, and a file store may be down for an afternoon: looks come further and
    /// further apart, up to an hour, and end after a day.
    /// </summary>
    private Found LookAgain(GreenhouseCheckpoint checkpoint, long id, string? problem)
    {
        var looks = (checkpoint.Again.GetValueOrDefault(id)?.Looks ?? 0) + 1;
        if (looks > MostLooks)
        {
            checkpoint.Done(id);
            return new Found.Trouble("greenhouse.given-up", problem is null
                ? $"Candidate {id} was announced and never showed: deleted, merged or private."
                : $"The r\u00e9sum\u00e9 of candidate {id} could not be read in {MostLooks} attempts ({problem}). Any change of the candidate in Greenhouse lets ClearView try anew.");
        }

        var pause = TimeSpan.FromSeconds(Math.Min(_longestBetweenLooks.TotalSeconds, options.PollSeconds * Math.Pow(2, looks - 1)));
        checkpoint.LookAgain(id, new SecondLook(looks, clock.GetUtcNow() + pause));
        return problem is null ? new Found.Later() : new Found.Trouble("greenhouse.resume", $"The r\u00e9sum\u00e9 of candidate {id} cannot be read yet: {problem}.");
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
