using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Publishing;

/// <summary>
/// One publish until the broker has answered for it. Its task is the caller's; its place in the window is held until the answer, even when
/// the caller has stopped waiting. The first to confirm or fail it decides; a later answer changes nothing.
/// </summary>
internal sealed class PendingPublish(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _waiting;
    private SemaphoreSlim? _window;

    public string Exchange { get; } = exchange;

    public string RoutingKey { get; } = routingKey;

    public BasicProperties Properties { get; } = properties;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>When it was handed to the connection, in the clock's ticks.</summary>
    public long WrittenAt { get; set; }

    /// <summary>The broker found no queue for it; its confirm follows.</summary>
    public bool WentNowhere { get; set; }

    /// <summary>From here on the place in the window belongs to this publish.</summary>
    public void Enter(SemaphoreSlim window, CancellationToken ct)
    {
        _window = window;
        if (ct.CanBeCanceled)
            _waiting = ct.UnsafeRegister(static (pending, token) => ((PendingPublish)pending!).TrySetCanceled(token), this);
    }

    /// <summary>Undoes <see cref="Enter"/>: the link broke before it took this publish.</summary>
    public void Leave()
    {
        _waiting.Unregister();
        Interlocked.Exchange(ref _window, null)?.Release();
    }

    public void Confirm()
    {
        Leave();
        TrySetResult();
    }

    public void Fail(Exception error)
    {
        Leave();
        TrySetException(error);
    }
}
