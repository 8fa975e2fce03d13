using System.Globalization;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Web.Problems;

namespace ClearView.Web.Intake;

/// <summary>Accepts a job: one transaction keeps the receipts and the message.</summary>
internal sealed class JobIntake(
    Backpressure backpressure, IUnitOfWork work, IntakeStore receipts, KeyedDigest digests, MessageWriter writer, TimeProvider clock)
{
    private const string Kind = "job";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    public static string ReceiptOf(JobId job) => $"{Kind}:{job}";

    /// <exception cref="RequestProblemException">422 or 503.</exception>
    public async Task<Accepted<JobId>> AcceptAsync(JobRequest request, string? key, CancellationToken requestAborted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        deadline.CancelAfter(_deadline);
        var ct = deadline.Token;

        await backpressure.CheckAsync(ct);
        var tenant = TenantId.Default;
        var keyed = key is null ? null : $"{Kind}-key:{digests.Of(tenant, IdempotencyKey.Use, key)}";
        var sourceId = request.SourceId ?? keyed ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var job = JobId.Of(tenant.Value, ResumeIntake.System, sourceId);
        var receipt = new IntakeReceipt(request.Hash(), Kind, job.ToString());

        await work.BeginAsync(ct);
        if (keyed is not null)
            await receipts.ClaimAsync(tenant, keyed, ct);
        await receipts.ClaimAsync(tenant, ReceiptOf(job), ct);
        if (keyed is not null && await receipts.FindAsync(tenant, keyed, ct) is { } before)
        {
            if (before != receipt)
                throw IdempotencyKey.ReusedFor("job");
            await work.ConfirmReadAsync(ct); // who asks again was perhaps never answered
            return new(job, Replayed: true);
        }

        var now = clock.GetUtcNow();
        if (keyed is not null)
            await receipts.SaveAsync(tenant, keyed, receipt, now, ct);
        // So that its address answers before the broker and the functions are through. A changed job has one already.
        if (await receipts.FindAsync(tenant, ReceiptOf(job), ct) is null)
            await receipts.SaveAsync(tenant, ReceiptOf(job), receipt, now, ct);

        var version = await receipts.NextVersionAsync(tenant, ReceiptOf(job), now, ct);
        var id = MessageId.Derive("intake", tenant.Value, job.ToString(), version.ToString(CultureInfo.InvariantCulture), receipt.RequestHash);
        var message = new JobPublished(job, new Origin(ResumeIntake.System, sourceId), request.Title, request.Text);
        await work.SendAsync([writer.Write(message, id, tenant, "intake", job.ToString(), job.ToString(), version)], ct);
        await work.CommitAsync(ct);
        return new(job, Replayed: false);
    }
}
