using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Notify;

/// <summary>Tells the hiring team of a strong match among the applicants, and of a résumé that waits for its review. Names no one.</summary>
public sealed class NotifyEmployer(MailFolder mail, WriteBackStore applications, JobStore jobs) : IFunction<MatchStored>, IFunction<ResumeHeld>
{
    private const int StrongMatch = 70;

    public async Task HandleAsync(MatchStored message, FunctionContext context, CancellationToken ct)
    {
        var tenant = context.Envelope.Tenant;
        if (message.Score < StrongMatch
            || await applications.FindApplicationAsync(tenant, message.Candidate, message.Job, ct) is null
            || await jobs.FindParsedAsync(tenant, message.Job, ct) is not { Features: var job })
        {
            return;
        }

        await mail.PutAsync(context, $"A strong match for {job.Title}: {message.Score} of 100",
            $"An applicant for \"{job.Title}\" was scored {message.Score} of 100.\n\n" +
            $"Candidate {message.Candidate}: see the reasons on the job's page in ClearView.\n", ct);
    }

    public Task HandleAsync(ResumeHeld message, FunctionContext context, CancellationToken ct) =>
        mail.PutAsync(context, "A r\u00e9sum\u00e9 waits for your review",
            $"ClearView is not sure that candidate {message.Candidate} is fully anonymous: {message.Doubts.Count} places need a look.\n\n" +
            "Open the review page in ClearView to release or refuse it.\n", ct);
}
