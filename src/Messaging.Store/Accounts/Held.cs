namespace ClearView.Messaging.Store.Accounts;

/// <summary>What the broker holds, by number: which messages they are it does not say.</summary>
internal sealed class Held
{
    private readonly Dictionary<string, QueueState> _queues;

    public Held(IReadOnlyList<QueueState> states, IReadOnlyList<AccountedFunction> functions)
    {
        _queues = states.ToDictionary(s => s.Queue, StringComparer.Ordinal);
        var own = functions.Select(f => f.Queue).ToHashSet(StringComparer.Ordinal);
        // One number for the delay queues of all functions, where a broker has those.
        Ladder = states.Where(s => !own.Contains(s.Queue) && s.Queue is not (Topology.Dead or Topology.Parking)).Where(IsLadder).Sum(s => s.Delayed ?? 0);
    }

    public long Parked => HeldIn(Topology.Parking);

    /// <summary>Letters that are not in the store yet, of some function or other.</summary>
    public long Dead => HeldIn(Topology.Dead);

    /// <summary>What waits for its next attempt apart from the queues, of some function or other.</summary>
    public long Ladder { get; }

    /// <summary>Null when there is no such queue.</summary>
    public long? InQueue(AccountedFunction function) => _queues.ContainsKey(function.Queue) ? HeldIn(function.Queue) : null;

    public long ConsumersOf(AccountedFunction function) => _queues.TryGetValue(function.Queue, out var queue) ? queue.Consumers : 0;

    /// <summary>Whether the broker told what other processes have in hand.</summary>
    public bool TellsHands(AccountedFunction function) => !_queues.TryGetValue(function.Queue, out var queue) || queue.Consumers == 0 || queue.Arrived is not null;

    /// <summary>How many messages of a function may be there.</summary>
    /// <param name="before">A good while ago; null when this is the first look, after which another follows.</param>
    public long Of(AccountedFunction function, Held? before)
    {
        var held = InQueue(function) ?? 0;
        // What was in a hand then is not any more: what may be in one now was in the queue then.
        return before is null || TellsHands(function) || before.InQueue(function) == 0 ? held : held + ConsumersOf(function) * function.MostInHand;
    }

    private long HeldIn(string queue) => _queues.TryGetValue(queue, out var state) ? state.Ready + state.InFlight + (state.Delayed ?? 0) : 0;

    private static bool IsLadder(QueueState state) => state is { Ready: 0, InFlight: 0, Consumers: 0, Arrived: null };
}
