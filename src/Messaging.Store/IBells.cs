namespace ClearView.Messaging.Store;

/// <summary>
/// Tells the processes that use a store that there is something for one of them to read. Nothing depends on it but the time until it is
/// read: a ring may be lost or come twice, and whoever listens looks by itself now and then.
/// </summary>
public interface IBells
{
    /// <summary>Returns at once; whoever listens is told within some milliseconds. To be called after the commit.</summary>
    void Ring(string bell);

    /// <param name="whenRung">Called on a thread of the pool, once for any number of rings in between; must be quick. This process's own rings may be among them.</param>
    /// <returns>Ends it.</returns>
    IDisposable Listen(string bell, Action whenRung);
}

/// <summary>Who listens to which bell, in this process.</summary>
internal sealed class Listeners
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Action>> _actions = new(StringComparer.Ordinal);

    public IDisposable Add(string bell, Action whenRung)
    {
        lock (_gate)
        {
            if (!_actions.TryGetValue(bell, out var actions))
                _actions.Add(bell, actions = []);
            actions.Add(whenRung);
        }

        return new Listening(this, bell, whenRung);
    }

    /// <summary>Those whose bell is one of these.</summary>
    public void Tell(Func<string, bool> hasRung)
    {
        List<Action> told;
        lock (_gate)
            told = [.. _actions.Where(a => hasRung(a.Key)).SelectMany(a => a.Value)];
        foreach (var whenRung in told)
            whenRung();
    }

    private void Remove(string bell, Action whenRung)
    {
        lock (_gate)
        {
            if (_actions.TryGetValue(bell, out var actions) && actions.Remove(whenRung) && actions.Count == 0)
                _actions.Remove(bell);
        }
    }

    private sealed class Listening(Listeners listeners, string bell, Action whenRung) : IDisposable
    {
        public void Dispose() => listeners.Remove(bell, whenRung);
    }
}
