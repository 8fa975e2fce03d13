using System.Globalization;
using System.Text.Json;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Messaging.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.HrSystems;

/// <summary>
/// What becomes of everything that any connector finds: the original and the identity go to the vault, then the messages and the
/// checkpoint commit together. A crash in between repeats the poll, which makes the same claims and the same message ids.
/// </summary>
/// <param name="hiding">What each tenant hides.</param>
public sealed class HrIntake(IServiceScopeFactory scopes, IVault vault, MessageWriter writer, IOutbox outbox, TimeProvider clock, HidingPolicy hiding)
{
    private static readonly TimeSpan _lookAgainAfter = TimeSpan.FromSeconds(1);

    // A first poll may find a million things; no transaction and no memory holds them all.
    private const int MostInOneTransaction = 256;
    private readonly TenantId _tenant = TenantId.Default;

    /// <summary>Polls once, to the end.</summary>
    public async Task<PollResult> TakeAsync(IHrSystem system, CancellationToken ct)
    {
        var result = new PollResult();
        var messages = new List<OutgoingMessage>();
        await foreach (var found in system.PollAsync(await ReadCheckpointAsync(system, ct), ct))
        {
            switch (found)
            {
                case Found.Job job:
                    messages.Add(Announce(system, job));
                    break;
                case Found.Resume resume:
                    messages.Add(await AnnounceAsync(system, resume, ct));
                    break;
                case Found.Application application:
                    messages.Add(Announce(system, application));
                    break;
                case Found.Later:
                    result.HasMore = true;
                    break;
                case Found.Trouble trouble:
                    result.Add(trouble);
                    break;
                case Found.UpTo upTo:
                    result.Announced += messages.Count;
                    await CommitAsync(system, messages, upTo.Checkpoint, ct);
                    break;
            }

            if (messages.Count < MostInOneTransaction)
                continue;
            result.Announced += messages.Count;
            await CommitAsync(system, messages, null, ct);
        }

        result.Announced += messages.Count;
        await CommitAsync(system, messages, null, ct);
        return result;
    }

    private OutgoingMessage Announce(IHrSystem system, Found.Job job)
    {
        var id = JobId.Of(_tenant.Value, system.Name, job.SourceId);
        return Write(
            system, new JobPublished(id, new Origin(system.Name, job.SourceId), job.Title, job.Text), id.ToString(), job.Version,
            "job", job.SourceId, Text(job.Version));
    }

    private async Task<OutgoingMessage> AnnounceAsync(IHrSystem system, Found.Resume resume, CancellationToken ct)
    {
        var candidate = CandidateOf(system, resume.CandidateSourceId);
        var subject = candidate.ToString();
        var original = new ClaimCheck(
            await vault.KeepAsync(_tenant, subject, "original", resume.Content, ct), FoundMediaType.Of(resume.Content), resume.Length);
        var identity = resume.Identity is { } known ? await KeepAsync(subject, known, ct) : null;

        // A connector that has forgotten what it told before may tell something else under the same version: the claims follow from content.
        return Write(
            system,
            new ResumeReceived(
                candidate, new Origin(system.Name, resume.CandidateSourceId), original, identity, DayOf(resume.ReceivedOn), hiding.Of(_tenant.Value)),
            subject, resume.Version, "resume", resume.CandidateSourceId, resume.SourceId, Text(resume.Version), original.Claim, identity?.Claim ?? "");
    }

    /// <summary>"Present" in a text means this day: one to come would add years that nobody has worked.</summary>
    private DateOnly DayOf(DateOnly said)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return said < today ? said : today;
    }

    private OutgoingMessage Announce(IHrSystem system, Found.Application application)
    {
        var candidate = CandidateOf(system, application.CandidateSourceId);
        // A merge gives an application to another candidate: that is news, so both ends are part of the id.
        return Write(
            system,
            new ApplicationReceived(
                candidate, JobId.Of(_tenant.Value, system.Name, application.JobSourceId),
                new Origin(system.Name, application.SourceId), application.CandidateSourceId),
            candidate.ToString(), application.Version,
            "application", application.SourceId, application.CandidateSourceId, application.JobSourceId);
    }

    private async Task<ClaimCheck> KeepAsync(string subject, KnownIdentity identity, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(identity, ContractJson.Default.KnownIdentity);
        return new ClaimCheck(await vault.KeepAsync(_tenant, subject, "identity", json, ct), "application/json", json.Length);
    }

    private OutgoingMessage Write(IHrSystem system, object message, string subject, long version, params string[] what) => writer.Write(
        message, MessageId.Derive([_tenant.Value, system.Name, .. what]), _tenant, "hr/" + system.Name, subject, orderKey: subject, version);

    private CandidateId CandidateOf(IHrSystem system, string sourceId) => CandidateId.Of(_tenant.Value, system.Name, sourceId);

    private async Task<string?> ReadCheckpointAsync(IHrSystem system, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().ReadCheckpointAsync(CheckpointOf(system), ct);
    }

    /// <summary>Opened only for the commit: no transaction waits for an HR system.</summary>
    private async Task CommitAsync(IHrSystem system, List<OutgoingMessage> messages, string? checkpoint, CancellationToken ct)
    {
        if (messages.Count == 0 && checkpoint is null)
            return;

        if (messages.Count > 0)
            await WaitForRoomAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(ct);
        if (messages.Count > 0)
            await work.SendAsync(messages, ct);
        if (checkpoint is not null)
            await work.WriteCheckpointAsync(CheckpointOf(system), checkpoint, ct);
        await work.CommitAsync(ct);
        messages.Clear();
    }

    /// <summary>An HR system can wait; the store would fill up while the broker is away.</summary>
    private async Task WaitForRoomAsync(CancellationToken ct)
    {
        while (await outbox.CountAsync(OutboxBound.MostWaiting + 1, ct) > OutboxBound.MostWaiting)
            await Task.Delay(_lookAgainAfter, clock, ct);
    }

    private string CheckpointOf(IHrSystem system) => $"hr/{_tenant.Value}/{system.Name}";

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a poll that reached the end went.</summary>
public sealed class PollResult
{
    private const int MostTroubles = 100;
    private readonly List<Found.Trouble> _troubles = [];

    public int Announced { get; internal set; }

    /// <summary>Something is there that could not be taken yet.</summary>
    public bool HasMore { get; internal set; }

    /// <summary>What was left out; the first hundred.</summary>
    public IReadOnlyList<Found.Trouble> Troubles => _troubles;

    internal void Add(Found.Trouble trouble)
    {
        if (_troubles.Count < MostTroubles)
            _troubles.Add(trouble);
    }
}
