namespace ClearView.Messaging.Store.Accounts;

/// <summary>A function as the account sees it: what it takes, and by what its work is known.</summary>
/// <param name="HasStore">Its inbox says of each message what became of it. Without one only what it published does.</param>
/// <param name="LeavesTrace">It has a store, or names what it publishes and history keeps all of that: then each message that it handles leads to some.</param>
/// <param name="MostInHand">Deliveries that one of its processes may hold.</param>
public sealed record AccountedFunction(string Name, string Queue, IReadOnlyList<string> Types, bool HasStore, bool LeavesTrace, From From, int MostInHand)
{
    private const int MostInHandOfUnknown = 300;

    /// <summary>Those of the catalogs, and those that were built apart and have joined.</summary>
    public static IReadOnlyList<AccountedFunction> Of(IReadOnlyList<FunctionDescriptor> functions, IReadOnlyList<BindingNote> notes)
    {
        var joined = notes.Where(n => functions.All(f => f.Name != n.Function)).GroupBy(n => n.Function, StringComparer.Ordinal).ToList();
        // What nobody takes is parked, and in no history.
        var kept = functions.SelectMany(f => f.WireNames).Concat(joined.SelectMany(n => n.Select(b => b.Type))).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. functions.Select(f => new AccountedFunction(
                f.Name, f.Queue, f.WireNames, f.KeepsState, LeavesTrace(f.KeepsState, f.Publications), f.From, f.Prefetch ?? Math.Clamp(f.Parallelism * 8, 8, MostInHandOfUnknown))),
            .. joined.Select(n => (First: n.First(), Types: n.Select(b => b.Type))).Select(n => new AccountedFunction(
                n.First.Function, n.First.Queue, [.. n.Types], n.First.HasStore, LeavesTrace(n.First.HasStore, n.First.Publications), n.First.From, MostInHandOfUnknown)),
        ];

        bool LeavesTrace(bool hasStore, IReadOnlyList<string> publications) => hasStore || (publications.Count > 0 && publications.All(kept.Contains));
    }

    /// <summary>As envelopes name who published.</summary>
    internal string Source => "clearview/" + Name;
}
