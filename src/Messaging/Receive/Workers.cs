namespace ClearView.Messaging.Receive;

/// <summary>Those who serve one subscription. A worker whose handler does not let go of its thread is replaced by another.</summary>
internal sealed class Workers
{
    private readonly Lock _gate = new();
    private readonly List<Task> _working = [];
    private readonly Func<Worker, Task> _work;

    public Workers(Func<Worker, Task> work, int count)
    {
        _work = work;
        for (var i = 0; i < count; i++)
            Add(null);
    }

    /// <summary>Completes when all who work now have ended.</summary>
    public Task EndedAsync()
    {
        lock (_gate)
            return Task.WhenAll(_working);
    }

    internal void Add((Delivery, Outcome)? inherited)
    {
        var worker = new Worker(this, inherited);
        lock (_gate)
        {
            _working.RemoveAll(task => task.IsCompletedSuccessfully);
            _working.Add(Task.Run(() => _work(worker), CancellationToken.None));
        }
    }
}

/// <summary>One of them.</summary>
internal sealed class Worker(Workers workers, (Delivery Delivery, Outcome Outcome)? inherited)
{
    /// <summary>What the one before it could not settle.</summary>
    public (Delivery Delivery, Outcome Outcome)? Inherited => inherited;

    /// <summary>Its handler kept the thread: the delivery and the place are another's.</summary>
    public Action<Delivery, Outcome> Replace { get; } = (delivery, outcome) => workers.Add((delivery, outcome));
}
