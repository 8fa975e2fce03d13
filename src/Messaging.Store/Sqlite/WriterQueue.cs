namespace ClearView.Messaging.Store.Sqlite;

/// <summary>The writers of this process: one is in, the others wait in the order in which they came.</summary>
/// <param name="close">Runs once, when the queue is disposed and nobody is in.</param>
internal sealed class WriterQueue(Action close) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private bool _taken;
    private bool _disposed;

    /// <summary>Completes when this writer is in.</summary>
    public async Task EnterAsync(string writer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_taken)
            {
                _taken = true;
                return;
            }

            node = _waiting.AddLast(new Waiter(writer));
        }

        await using var registration = ct.UnsafeRegister(_ =>
        {
            lock (_gate)
            {
                if (node.List is null || node.Value.IsExpected)
                    return; // it is let in just now
                _waiting.Remove(node);
            }

            node.Value.TrySetCanceled(ct);
        }, null);
        await node.Value.Task;
    }

    /// <summary>Whether somebody waits who is wanted; he no longer leaves the queue.</summary>
    public bool Expect(Func<string, bool> isWanted)
    {
        lock (_gate)
            return _waiting.First is { Value: var next } && isWanted(next.Writer) && (next.IsExpected = true);
    }

    /// <summary>Who is in goes out and lets the next one in.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (_disposed)
                close();
            if (_waiting.First is not { } node)
            {
                _taken = false;
                return;
            }

            _waiting.Remove(node);
            if (_disposed)
                node.Value.TrySetException(new ObjectDisposedException(nameof(WriterQueue)));
            else
                node.Value.TrySetResult();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (!_taken)
                close();
        }
    }

    private sealed class Waiter(string writer) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Writer => writer;

        public bool IsExpected { get; set; }
    }
}
