namespace ClearView.Simulators.Greenhouse;

/// <summary>The fault "merge": of the candidates that a client has been shown, one is deleted and one merged into a third.</summary>
internal sealed class Departures(Samples samples, Account account, Journal journal, Webhooks webhooks, Faults faults, GreenhouseOptions options)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private bool _done;

    /// <summary>What an earlier run did is not done again.</summary>
    public void WereDone() => _done = true;

    public async Task RunAsync(CancellationToken ct)
    {
        var chance = new Random(options.Seed);
        while (!_done)
        {
            await Task.Delay(Look, options.Clock, ct);
            if (!faults.IsOn(Fault.Merge) || account.Seen.Count < 3)
                continue;
            await Task.Delay(options.DepartAfter, options.Clock, ct);
            var seen = account.Seen.Order().ToArray();
            chance.Shuffle(seen);
            Depart(seen[0], into: null);
            Depart(seen[1], into: seen[2]);
            _done = true;
        }
    }

    private void Depart(long candidate, long? into)
    {
        if (account.Depart(candidate, into, options.Clock.GetUtcNow) is not { } at)
            return;
        faults.Note(Fault.Merge);
        var action = into is null ? "delete_candidate" : "merge_candidate";
        journal.Append(new JournalEntry(JournalEntry.Departure, at) { Action = action, CandidateId = candidate, NewCandidateId = into }, durably: true);

        var sample = samples.Candidates.First(c => c.Id == candidate);
        _ = webhooks.AnnounceAsync(action, into is { } winner ? WebhookBody.Merged(sample, winner) : WebhookBody.Deleted(sample));
    }
}
