namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// Which messages a function is owed. It is noted since when its queue is bound; where that was not noted, by an older version, the first message
/// that it is known to have had stands for it.
/// </summary>
internal sealed class Owed(IReadOnlyList<BindingNote> notes, IReadOnlyList<CatchUpState> catchUps, TimeSpan historyAge, DateTimeOffset now)
{
    private readonly Dictionary<(string, string), DateTimeOffset> _bound = notes.ToDictionary(n => (n.Function, n.Type), n => n.At);
    private readonly Dictionary<string, CatchUpState> _catchUps = catchUps.ToDictionary(c => c.Function, StringComparer.Ordinal);
    private readonly Dictionary<(string, string), long> _firstHad = [];

    public bool IsNoted(AccountedFunction function) => function.Types.All(type => _bound.ContainsKey((function.Name, type)));

    /// <summary>The function has it in some state.</summary>
    public void Had(string function, string type, long place) =>
        _firstHad[(function, type)] = Math.Min(place, _firstHad.GetValueOrDefault((function, type), long.MaxValue));

    /// <summary>Of a message that is in no state: on its way through history, not owed, or null when it must be somewhere.</summary>
    public MessageState? Of(AccountedFunction function, OpenMessage message)
    {
        var catchUp = _catchUps.GetValueOrDefault(function.Name);
        if (catchUp is null ? function is { From: From.Beginning, HasStore: true } : catchUp.DoneAt is null && message.Place >= catchUp.Position && IsWanted(catchUp, message, now))
            return MessageState.CatchUp;
        if (catchUp is { DoneAt: not null } && IsWanted(catchUp, message, catchUp.StartedAt))
            return null;
        var isOwed = _bound.TryGetValue((function.Name, message.Type), out var bound)
            ? message.Time >= bound
            : _firstHad.TryGetValue((function.Name, message.Type), out var first) && message.Place >= first;
        return isOwed ? null : MessageState.NotOwed;
    }

    private bool IsWanted(CatchUpState catchUp, OpenMessage message, DateTimeOffset at) =>
        message.Time >= at - historyAge && (catchUp.Since is not { } since || message.Time >= since);
}
