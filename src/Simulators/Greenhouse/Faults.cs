namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// Decides when a fault strikes. Each strikes at its first opportunity, then at a seeded one in four, and never
/// more often than its limit. One request is struck once at a time, and at most twice however often it is
/// repeated: a client that tries again always gets through.
/// </summary>
internal sealed class Faults(int seed, int limit)
{
    private const int OneIn = 4;
    private const int StrikesPerTarget = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _struck = [];
    private readonly Dictionary<string, int> _struckTargets = [];
    private Dictionary<string, Plan> _plans = [];

    /// <summary>Counts since the start, by name.</summary>
    public IReadOnlyDictionary<string, int> Struck
    {
        get { lock (_gate) return new SortedDictionary<string, int>(_struck, StringComparer.Ordinal); }
    }

    public IReadOnlyList<string> On
    {
        get { lock (_gate) return [.. Fault.All.Where(_plans.ContainsKey)]; }
    }

    /// <summary>What is wrong with a list of names, or null.</summary>
    public static string? Unknown(IEnumerable<string?> names) =>
        names.FirstOrDefault(name => name != "all" && !Fault.All.Contains(name)) is { } unknown
            ? $"'{unknown}' is no fault; there are: {string.Join(", ", Fault.All)}, all."
            : null;

    /// <summary>Switches on exactly these, each with its whole limit to spend.</summary>
    public void SwitchOn(IReadOnlyCollection<string> names)
    {
        var on = names.Contains("all") ? Fault.All : names;
        lock (_gate)
        {
            _struckTargets.Clear();
            _plans = on.Distinct().ToDictionary(name => name, name => new Plan(new Random(unchecked(seed + (397 * Fault.All.ToList().IndexOf(name))))));
        }
    }

    public bool IsOn(string fault)
    {
        lock (_gate)
            return _plans.ContainsKey(fault);
    }

    /// <summary>Whether the fault strikes here and now; it is counted if so.</summary>
    public bool Strikes(string fault, Visit? visit = null)
    {
        lock (_gate)
        {
            if (!_plans.TryGetValue(fault, out var plan) || plan.Spent >= limit || visit?.Fault is not null)
                return false;
            if (visit is not null && _struckTargets.GetValueOrDefault(visit.Target) >= StrikesPerTarget)
                return false;
            if (plan.Opportunities++ > 0 && plan.Chance.Next(OneIn) != 0)
                return false;

            plan.Spent++;
            Count(fault);
            if (visit is not null)
            {
                visit.Fault = fault;
                _struckTargets[visit.Target] = _struckTargets.GetValueOrDefault(visit.Target) + 1;
            }
            return true;
        }
    }

    /// <summary>Counts a fault that is a state rather than a stroke.</summary>
    public void Note(string fault)
    {
        lock (_gate)
            Count(fault);
    }

    private void Count(string fault) => _struck[fault] = _struck.GetValueOrDefault(fault) + 1;

    private sealed class Plan(Random chance)
    {
        public Random Chance { get; } = chance;
        public int Opportunities { get; set; }
        public int Spent { get; set; }
    }
}
