namespace ClearView.Messaging.Store.Accounts;

/// <summary>Numbers by function and state, of those messages that were asked for.</summary>
internal sealed class Tally(AccountOptions options)
{
    private readonly Dictionary<(string Function, MessageState State), long> _states = [];
    private readonly Dictionary<string, long> _published = new(StringComparer.Ordinal);

    public long Messages { get; private set; }

    public long OfNoFunction { get; private set; }

    /// <summary>A message, before it is known what became of it.</summary>
    public void Publish(IReadOnlyList<AccountedFunction> takers, string tenant, DateTimeOffset time)
    {
        if (!Counts(tenant, time))
            return;
        Messages++;
        if (takers.Count == 0)
            OfNoFunction++;
        foreach (var function in takers)
            _published[function.Name] = _published.GetValueOrDefault(function.Name) + 1;
    }

    public void Find(string function, MessageState state, string tenant, DateTimeOffset time)
    {
        if (Counts(tenant, time))
            Find(function, state, 1);
    }

    public void Find(string function, MessageState state, long count) =>
        _states[(function, state)] = _states.GetValueOrDefault((function, state)) + count;

    public long PublishedTo(string function) => _published.GetValueOrDefault(function);

    public IReadOnlyDictionary<MessageState, long> StatesOf(string function) =>
        _states.Where(s => s.Key.Function == function && s.Value > 0).OrderBy(s => s.Key.State).ToDictionary(s => s.Key.State, s => s.Value);

    private bool Counts(string tenant, DateTimeOffset time) =>
        (options.Tenant is null || options.Tenant == tenant) && (options.Since is not { } since || time >= since);
}
