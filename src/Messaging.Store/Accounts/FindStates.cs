using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// Asks for what is still open whether it is in some state by now. What is found leaves the notebook; what stays there is nowhere but, perhaps,
/// in the broker.
/// </summary>
internal sealed class FindStates(Notebook notebook, StoredStates store, Tally tally, Owed owed, IKeyRing keys, DateTimeOffset now)
{
    public async Task RunAsync(AccountedFunction function, CancellationToken ct)
    {
        for (var after = 0L; notebook.Read(function.Name, after, StoredStates.MostAtOnce) is { Count: > 0 } open; after = open[^1].Number)
        {
            var found = await FindAsync(function, open, ct);
            notebook.Together(() =>
            {
                foreach (var (message, state) in found)
                    Note(function, message, state);
            });
        }
    }

    /// <summary>Of an inbox row; null for a dead one, for its letter says more.</summary>
    public static MessageState? Of(InboxRow row, DateTimeOffset now) => row.State switch
    {
        InboxState.Waiting => row.Due > now ? MessageState.Delayed : MessageState.Waiting,
        InboxState.Done => MessageState.Done,
        InboxState.Erased => MessageState.Erased,
        InboxState.Superseded => MessageState.Superseded,
        _ => null,
    };

    private void Note(AccountedFunction function, OpenMessage message, Found found)
    {
        if (found.IsLetterless != message.IsLetterless)
            notebook.MarkLetterless(message, found.IsLetterless);
        if (found.State is { } had and not MessageState.Erased)
            owed.Had(function.Name, message.Type, message.Place);
        // Whether it is owed is asked last, of what is nowhere.
        var end = found.State ?? (found.IsLetterless ? null : owed.Of(function, message));
        if (end == MessageState.NotOwed)
            notebook.MarkNotOwed(message);
        if (end is not { } state || state == MessageState.NotOwed)
            return;
        tally.Find(function.Name, state, message.Tenant, message.Time);
        notebook.Remove(message);
    }

    /// <summary>Letters before the inbox: one that is put back between is found there, and not in neither.</summary>
    private async Task<List<(OpenMessage Message, Found Found)>> FindAsync(AccountedFunction function, IReadOnlyList<OpenMessage> open, CancellationToken ct)
    {
        var ids = open.Select(m => m.Id).ToHashSet();
        var letters = await store.LettersAsync(function.Name, ids, ct);
        var inbox = function.HasStore ? await store.InboxAsync(function.Name, ids, ct) : new Dictionary<MessageId, InboxRow>();
        var erased = await store.ErasedAsync([.. open.Select(m => m.Subject).OfType<string>().Distinct(StringComparer.Ordinal)], ct);
        return [.. open.Select(message => (message, Find(message)))];

        Found Find(OpenMessage message)
        {
            var row = inbox.TryGetValue(message.Id, out var had) ? had : (InboxRow?)null;
            if (row is { } at && Of(at, now) is { } state)
                return new(state, false);
            if (letters.TryGetValue(message.Id, out var letter))
                return new(letter, false);
            if (notebook.FindUnsent(message.Id, function.Queue) is { } unsent)
                return new(unsent, false);
            if (row is not null)
                return new(null, IsLetterless: true);
            if (!function.HasStore && notebook.HasResult(function.Source, message.Id))
                return new(MessageState.Done, false);
            var isErased = message.Subject is { } subject && erased.TryGetValue((message.Tenant, subject), out var erasedAt) && erasedAt >= message.Time;
            return new(isErased || IsDestroyed(message) ? MessageState.Erased : null, false);
        }
    }

    private bool IsDestroyed(OpenMessage message)
    {
        try
        {
            return keys.Find(new TenantId(message.Tenant), message.KeyId) is null;
        }
        catch (TransientFailureException)
        {
            return false; // a key of somewhere else, which is no sign that one was destroyed
        }
    }

    private readonly record struct Found(MessageState? State, bool IsLetterless);
}
