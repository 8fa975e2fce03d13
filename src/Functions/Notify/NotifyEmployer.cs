using System.Globalization;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Notify;

/// <summary>
/// Tells the hiring team of a strong match among the applicants, and of a résumé that waits for its review. Names no one. The later of
/// score and application to be stored finds both; when each finds both, it is one mail.
/// </summary>
public sealed class NotifyEmployer(MailFolder mail, WriteBackStore applications, MatchStore matches, JobStore jobs)
    : IFunction<MatchStored>, IFunction<ApplicationStored>, IFunction<ReviewOpened>
{
    private const int StrongMatch = 70;

    public Task HandleAsync(MatchStored message, FunctionContext context, CancellationToken ct) =>
        JoinAsync(message.Candidate, message.Job, context, ct);

    public Task HandleAsync(ApplicationStored message, FunctionContext context, CancellationToken ct) =>
        JoinAsync(message.Candidate, message.Job, context, ct);

    public Task HandleAsync(ReviewOpened message, FunctionContext context, CancellationToken ct) =>
        mail.PutAsync(context, "A r\u00e9sum\u00e9 waits for your review",
            $"ClearView is not sure that candidate {message.Candidate} is fully anonymous: {(message.Doubts == 1 ? "one place needs" : $"{message.Doubts} places need")} a look.\n\n" +
            "Open the review page in ClearView to release or refuse it.\n", ct);

    private async Task JoinAsync(CandidateId candidate, JobId jobId, FunctionContext context, CancellationToken ct)
    {
        var tenant = context.Envelope.Tenant;
        if (await matches.FindAsync(tenant, candidate, jobId, ct) is not { Score: >= StrongMatch } match
            || await applications.FindApplicationAsync(tenant, candidate, jobId, ct) is null
            || await jobs.FindParsedAsync(tenant, jobId, ct) is not { Features: var job })
        {
            return;
        }

        await mail.PutAsync(context, MailOf(tenant, match), $"A strong match for {job.Title}: {match.Score} of 100",
            $"An applicant for \"{job.Title}\" was scored {match.Score} of 100.\n\n" +
            $"Candidate {candidate}: see the reasons on the job's page in ClearView.\n", ct);
    }

    /// <summary>One mail for a pair in its versions, whichever message leads to it.</summary>
    private static MessageId MailOf(TenantId tenant, MatchScored match) => MessageId.Derive(
        "strong-match", tenant.Value, match.Candidate.ToString(), match.CandidateVersion.ToString(CultureInfo.InvariantCulture),
        match.Job.ToString(), match.JobVersion.ToString(CultureInfo.InvariantCulture));
}
