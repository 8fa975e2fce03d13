using System.Globalization;
using System.Text.Json;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Vault;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>
/// Accepts a résumé: the original goes to the vault, then one transaction keeps the receipt and the messages. When it returns, nothing
/// can be lost any more.
/// </summary>
internal sealed class ResumeIntake(
    WebParts parts, Backpressure backpressure, IVault vault, IUnitOfWork work, IntakeStore receipts, KeyedDigest digests, JobStore jobs, MessageWriter writer,
    TimeProvider clock, HidingPolicy hiding)
{
    public const string System = "portal";
    private const string Kind = "resume";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    /// <summary>The candidate's id doubles as the receipt's name: it follows from the client's key, which may hold anything and is not stored.</summary>
    public static string ReceiptOf(CandidateId candidate) => $"{Kind}:{candidate}";

    /// <exception cref="RequestProblemException">413, 415, 422 or 503.</exception>
    public async Task<Accepted<CandidateId>> AcceptAsync(ResumeRequest request, string? key, CancellationToken requestAborted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        deadline.CancelAfter(_deadline);
        var ct = deadline.Token;

        await backpressure.CheckAsync(ct);
        var mediaType = Glance(request.File);
        var tenant = TenantId.Default;
        var sourceId = key is null ? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N") : digests.Of(tenant, IdempotencyKey.Use, key);
        var candidate = CandidateId.Of(tenant.Value, System, sourceId);
        var receipt = new IntakeReceipt(digests.Of(tenant, "request", request.Hash()), Kind, candidate.ToString());
        if (await IsReplayAsync(tenant, candidate, receipt, ct))
            return new(candidate, Replayed: true);

        await CheckJobsAsync(tenant, request.Jobs, ct);
        var received = await KeepAsync(tenant, candidate, sourceId, request, mediaType, ct);

        await work.BeginAsync(ct);
        // Asked again inside the transaction: of two requests with one key, the later one finds the first one's receipt here.
        await receipts.ClaimAsync(tenant, ReceiptOf(candidate), ct);
        if (await IsReplayAsync(tenant, candidate, receipt, ct))
            return new(candidate, Replayed: true);

        await receipts.SaveAsync(tenant, ReceiptOf(candidate), receipt, clock.GetUtcNow(), ct);
        await work.SendAsync(Messages(tenant, received, request.Jobs), ct);
        await work.CommitAsync(ct);
        return new(candidate, Replayed: false);
    }

    private string Glance(byte[] file)
    {
        var verdict = parts.GlanceAtDocument(file);
        if (verdict.MediaType is { } mediaType)
            return mediaType;

        var status = verdict.Code switch
        {
            "unknown-type" => StatusCodes.Status415UnsupportedMediaType,
            "too-large" => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        throw new RequestProblemException(status, verdict.Code ?? "unusable", verdict.Problem ?? "The file cannot be used. Send a PDF, DOCX or text file.");
    }

    private async Task<bool> IsReplayAsync(TenantId tenant, CandidateId candidate, IntakeReceipt receipt, CancellationToken ct)
    {
        if (await receipts.FindAsync(tenant, ReceiptOf(candidate), ct) is not { } before)
            return false;
        if (before != receipt)
            throw IdempotencyKey.ReusedFor("r\u00e9sum\u00e9");
        await work.ConfirmReadAsync(ct); // who asks again was perhaps never answered
        return true;
    }

    private async Task CheckJobsAsync(TenantId tenant, IReadOnlyList<JobId> ids, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            if (await jobs.FindTitleAsync(tenant, id, ct) is null)
            {
                throw new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "unknown-job",
                    "A jobId names no job that is known here. See /api/v1/jobs; a job that was just sent may take a second to appear.");
            }
        }
    }

    private async Task<ResumeReceived> KeepAsync(
        TenantId tenant, CandidateId candidate, string sourceId, ResumeRequest request, string mediaType, CancellationToken ct)
    {
        var subject = candidate.ToString();
        var original = new ClaimCheck(await vault.KeepAsync(tenant, subject, "original", request.File, ct), mediaType, request.File.Length);
        ClaimCheck? identity = null;
        if (request.Identity is { } known)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(known, ContractJson.Default.KnownIdentity);
            identity = new ClaimCheck(await vault.KeepAsync(tenant, subject, "identity", json, ct), "application/json", json.Length);
        }

        var day = request.ReceivedOn ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new ResumeReceived(candidate, new Origin(System, sourceId), original, identity, day, hiding.Of(tenant.Value));
    }

    private IReadOnlyList<OutgoingMessage> Messages(TenantId tenant, ResumeReceived received, IReadOnlyList<JobId> applications)
    {
        var subject = received.Candidate.ToString();
        var version = clock.GetUtcNow().ToUnixTimeMilliseconds();
        OutgoingMessage Write(object message, params ReadOnlySpan<string> parts) =>
            writer.Write(message, MessageId.Derive(["intake", tenant.Value, subject, .. parts]), tenant, "intake", subject, subject, version);

        return
        [
            Write(received, "resume", version.ToString(CultureInfo.InvariantCulture)),
            .. applications.Select(job => Write(
                new ApplicationReceived(received.Candidate, job, new Origin(System, $"{received.Origin.SourceId}:{job}"), received.Origin.SourceId),
                "application", job.ToString())),
        ];
    }
}

/// <param name="Replayed">Nothing was done: the same request was accepted before.</param>
internal readonly record struct Accepted<TId>(TId Id, bool Replayed);
