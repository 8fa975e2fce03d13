using System.Text;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Web.Reviews;

/// <summary>
/// Releases or refuses a held résumé. A release publishes what the functions wait for; it, the decision and the audit trail's entry
/// commit together, so that none is there without the others.
/// </summary>
internal sealed class ReviewDecision(ReviewStore reviews, AuditTrail audit, IUnitOfWork work, MessageWriter writer, TimeProvider clock)
{
    public const string Release = "release";
    public const string Refuse = "refuse";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    /// <param name="version">The version that was looked at; null takes whatever waits.</param>
    public async Task<DecisionOutcome> DecideAsync(CandidateId candidate, string decision, long? version, CancellationToken requestAborted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        deadline.CancelAfter(_deadline);
        var ct = deadline.Token;
        var tenant = TenantId.Default;
        var state = decision == Release ? "released" : "refused";

        await work.BeginAsync(ct);
        await reviews.ClaimAsync(tenant, candidate, ct);
        if (await reviews.FindAsync(tenant, candidate, ct) is not { } asked)
            return DecisionOutcome.NotFound;
        if (asked.State == HeldSummary.Superseded)
            return DecisionOutcome.Superseded;
        if (version is not null && version != asked.Version)
            return DecisionOutcome.Changed;
        if (asked.State != "waiting")
        {
            await work.ConfirmReadAsync(ct);
            return asked.State == state ? DecisionOutcome.Done : DecisionOutcome.DecidedOtherwise;
        }

        if (await reviews.OpenAsync(tenant, candidate, ct) is not { } held)
            return DecisionOutcome.NotFound;

        await reviews.CloseAsync(tenant, candidate, state, ct);
        var content = Encoding.UTF8.GetBytes($"{held.Message} {held.Version} {state}");
        await audit.AppendAsync(
            tenant, MessageId.Derive("review", tenant.Value, held.Message.ToString(), "decision"), "review." + state, candidate.ToString(), content, clock.GetUtcNow(), ct);
        if (decision == Release)
            await work.SendAsync([Released(tenant, held)], ct);
        await work.CommitAsync(ct);
        return DecisionOutcome.Done;
    }

    private OutgoingMessage Released(TenantId tenant, HeldResume held)
    {
        var (resume, subject) = (held.Resume, held.Resume.Candidate.ToString());
        return writer.Write(
            new ResumeAnonymized(resume.Candidate, resume.Text, resume.Hidden, resume.AsOf, resume.Anonymizer),
            MessageId.Derive("review", tenant.Value, held.Message.ToString(), "released"), tenant, "review", subject, subject, held.Version, held.Message);
    }
}

internal enum DecisionOutcome
{
    /// <summary>Now, or before with the same result.</summary>
    Done,
    NotFound,

    /// <summary>A newer version waits.</summary>
    Changed,

    /// <summary>A newer version arrived, and nothing waits any more.</summary>
    Superseded,
    DecidedOtherwise,
}
