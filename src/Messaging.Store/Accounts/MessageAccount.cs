using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// Takes each message that was ever published, as history names them, and looks for what became of it at each function that takes its type. What
/// is in no state is held against what the broker still holds; what is too much for that is looked for once more after a while, and then named.
/// Nothing is changed, and messages are taken through in small groups: what has to be remembered of them lies in a file.
/// </summary>
/// <param name="look">What some queues hold now; those that are not there are left out.</param>
public sealed class MessageAccount(
    IReadOnlyList<AccountedFunction> functions, ITransport transport, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<QueueState>>> look,
    IStoreDatabase database, IKeyRing keys, TimeSpan historyAge, TimeProvider clock)
{
    /// <exception cref="QueueMissingException">The broker keeps no history.</exception>
    /// <exception cref="BrokerUnavailableException">It does not answer.</exception>
    /// <exception cref="StoreUnavailableException">The store does not.</exception>
    public async Task<AccountReport> RunAsync(AccountOptions options, IProgress<AccountProgress>? progress, CancellationToken ct)
    {
        using var notebook = new Notebook();
        var now = clock.GetUtcNow();
        var (tally, store) = (new Tally(options), new StoredStates(database));
        var notes = await new BindingNotes(database, clock).AllAsync(ct);
        var owed = new Owed(notes, await new CatchUpProgress(database).AllAsync(ct), historyAge, now);
        var asked = functions.Where(f => options.Function is null || options.Function == f.Name).ToList();
        var read = new ReadHistory(transport, notebook, store, tally, owed, asked, now, now - historyAge);
        var find = new FindStates(notebook, store, tally, owed, keys, now);

        // First what waits to be published and what the queues hold, then history: so whatever moves on meanwhile is met again where it goes.
        await store.ReadUnsentAsync(notebook.NoteUnsent, ct);
        var before = await HeldAsync(asked, ct);
        var end = await transport.EndOfHistoryAsync(ct);
        await read.RunAsync(end, progress, ct);
        read.CountUnpublished();
        await FindAllAsync(find, asked, ct);

        var held = before;
        Judge(notebook, asked, held, null, _ => 0);
        if (notebook.Verdicts(new AccountOptions()).Any(v => v.Verdict >= Notebook.Missing && asked.Any(f => f.Name == v.Function && f.LeavesTrace)))
        {
            // A message on its way from the queue into the store is in neither for a moment.
            var newest = await store.NewestAsync(ct);
            await Task.Delay(options.Settle ?? AccountOptions.UsualSettle, clock, ct);
            notebook.ForgetUnsent();
            await store.ReadUnsentAsync(notebook.NoteUnsent, ct);
            held = await HeldAsync(asked, ct);
            await read.ReadResultsAsync(end, await transport.EndOfHistoryAsync(ct), ct);
            var received = await store.ReceivedSinceAsync(newest, ct);
            await FindAllAsync(find, asked, ct);
            // One process receives in the order of the queue, and what comes back comes first: if later ones came, and came long ago, and the queue
            // has moved on since, then this one came too, or never will.
            Judge(notebook, asked, held, before, f => received.Contains(f.Name) && held.Dead == 0 ? read.ArrivedUpTo(f.Name) : 0);
        }

        return Report(notebook, tally, owed, asked, held, held.Parked + await store.UnroutableAsync(ct), read, now, options);
    }

    private static async Task FindAllAsync(FindStates find, IReadOnlyList<AccountedFunction> asked, CancellationToken ct)
    {
        foreach (var function in asked)
            await find.RunAsync(function, ct);
    }

    private async Task<Held> HeldAsync(IReadOnlyList<AccountedFunction> asked, CancellationToken ct) =>
        new(await look([.. asked.Select(f => f.Queue), Topology.Parking, Topology.Dead], ct), asked);

    /// <param name="before">At the first look; null while this is it.</param>
    /// <param name="passed">The place in history before which nothing can be in a function's queue any more; 0 when that is not known.</param>
    private static void Judge(Notebook notebook, IReadOnlyList<AccountedFunction> asked, Held held, Held? before, Func<AccountedFunction, long> passed)
    {
        // Of whichever function: those without a store first, for a function with one waits for its next attempt in the inbox.
        var (ladder, dead) = (held.Ladder, held.Dead);
        foreach (var function in asked.OrderBy(f => f.HasStore))
        {
            notebook.Together(() =>
            {
                var most = held.Of(function, before);
                notebook.ForgetVerdicts(function.Name);
                notebook.MarkLost(function.Name, passed(function));
                notebook.Mark(function.Name, most, Notebook.HeldByBroker);
                var elsewhere = notebook.Mark(function.Name, dead + (function.HasStore ? 0 : ladder), Notebook.OnLadder);
                var onLadder = function.HasStore ? 0 : Math.Min(ladder, elsewhere);
                (ladder, dead) = (ladder - onLadder, dead - (elsewhere - onLadder));
                var isEmpty = most == 0 && held.Dead == 0 && (function.HasStore || held.Ladder == 0);
                notebook.MarkRest(function.Name, isEmpty ? Notebook.Lost : Notebook.Missing);
            });
        }
    }

    private static AccountReport Report(
        Notebook notebook, Tally tally, Owed owed, IReadOnlyList<AccountedFunction> asked, Held held, long parked, ReadHistory read, DateTimeOffset now, AccountOptions options)
    {
        var silent = asked.Where(f => !f.LeavesTrace).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (function, verdict, count) in notebook.Verdicts(options))
        {
            tally.Find(function, verdict switch
            {
                Notebook.HeldByBroker => MessageState.Broker,
                Notebook.OnLadder => MessageState.Delayed,
                Notebook.NotOwed => MessageState.NotOwed,
                _ => silent.Contains(function) ? MessageState.NoTrace : MessageState.Lost,
            }, count);
        }

        var accounts = asked.Select(f => new FunctionAccount(
            f.Name, f.HasStore, tally.PublishedTo(f.Name), tally.StatesOf(f.Name), held.InQueue(f), (int)held.ConsumersOf(f))).ToList();
        var byName = asked.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var gaps = notebook.Gaps(options, silent).Select(message => GapText.Of(message, byName[message.Function], held)).ToList();
        DateTimeOffset?[] limits = [read.First, options.Since];
        return new AccountReport(
            read.First is null ? null : limits.Max(), now, tally.Messages, tally.OfNoFunction, parked, accounts.Sum(a => a[MessageState.Lost]), accounts, gaps,
            [.. AccountNotes.Of(accounts, asked, held, owed, read)]);
    }
}
