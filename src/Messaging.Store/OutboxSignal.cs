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

/// <summary>Whose rows a relay sends. Processes with the same name share them: a message may then go out twice, which inboxes skip.</summary>
public sealed record SenderName(string Value);
