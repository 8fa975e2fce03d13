namespace ClearView.Messaging.Store;

/// <summary>Wakes the relay after a commit in this process.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        lock (_raised)
        {
            if (_raised.CurrentCount == 0)
                _raised.Release();
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _raised.WaitAsync(atMost, ct);

    public void Dispose() => _raised.Dispose();
}

/// <summary>Under which name this process commits to the outbox: the one it was given, or that with a number when another living process has it.</summary>
public sealed class SenderName(string name)
{
    public string Base { get; } = name;

    public string Value { get; internal set; } = name;
}
