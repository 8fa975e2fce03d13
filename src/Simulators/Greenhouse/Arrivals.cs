using System.Threading.Channels;

namespace ClearView.Simulators.Greenhouse;

/// <summary>Lets candidates arrive one after the other, and tells of each by webhook.</summary>
internal sealed class Arrivals(Samples samples, Account account, Journal journal, Webhooks webhooks, FileLinks links, Faults faults, GreenhouseOptions options)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // More than there can be candidates to come would call nobody.
    private readonly Channel<bool> _called = Channel.CreateBounded<bool>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<SampleCandidate> _untold = [];

    /// <summary>Whoever is still to come comes now.</summary>
    public void ArriveAll() => _all.TrySetResult();

    /// <summary>The next so many come now, ahead of their pace.</summary>
    public void Call(int count)
    {
        for (var one = 0; one < count; one++)
            _called.Writer.TryWrite(true);
    }

    /// <summary>
    /// With no pace, everybody is there before the first request is; webhooks follow in <see cref="RunAsync"/>.
    /// Only those whose webhook is to come early are left waiting.
    /// </summary>
    public void Begin()
    {
        foreach (var candidate in options.Pace == TimeSpan.Zero ? account.Waiting : [])
        {
            if (ComesAfterItsWebhook())
                continue;
            Arrive(candidate);
            _untold.Add(candidate);
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var candidate in _untold)
            _ = TellAsync(candidate);

        var isFirst = true;
        var call = _called.Reader.ReadAsync(ct).AsTask();
        foreach (var candidate in account.Waiting)
        {
            if (!isFirst)
                await Task.WhenAny(_all.Task, call, Task.Delay(options.Pace, options.Clock, ct));
            if (!isFirst && call.IsCompleted)
                call = _called.Reader.ReadAsync(ct).AsTask();
            isFirst = false;
            ct.ThrowIfCancellationRequested();

            if (options.Pace == TimeSpan.Zero || ComesAfterItsWebhook())
            {
                await Task.WhenAny(TellAsync(candidate), Task.Delay(LongestHold, options.Clock, ct));
                Arrive(candidate);
            }
            else
            {
                Arrive(candidate);
                _ = TellAsync(candidate);
            }
        }
    }

    private bool ComesAfterItsWebhook() => webhooks.AreWanted && faults.Strikes(Fault.WebhookEarly);

    private void Arrive(SampleCandidate candidate)
    {
        if (account.Arrive(candidate.Id, options.Clock.GetUtcNow) is { } at)
            journal.Append(new JournalEntry(JournalEntry.Arrival, at) { CandidateId = candidate.Id });
    }

    private Task TellAsync(SampleCandidate candidate) => Task.WhenAll(candidate.Applications.Select(application =>
        webhooks.AnnounceAsync("new_candidate_application", WebhookBody.NewApplication(
            candidate, application, samples.Jobs.First(job => job.Id == application.JobId), links.Make(candidate.Id, dead: false)))));
}
