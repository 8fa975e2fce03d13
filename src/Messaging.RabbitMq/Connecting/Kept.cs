using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>Keeps one thing at the broker alive: opens it, waits until it breaks, opens another.</summary>
internal sealed partial class Kept<T>(string what, Func<CancellationToken, Task<T>> open, ILogger log, TimeProvider clock) : IAsyncDisposable
    where T : class, IBreakable
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<T> _next = NewSource();
    private T? _live;
    private string _reason = "RabbitMQ is being connected.";
    private Task _keeping = Task.CompletedTask;
    private bool _started;
    private bool _ended;

    /// <summary>Null while there is none that works.</summary>
    public T? Live => Volatile.Read(ref _live) is { Broken.IsCompleted: false } live ? live : null;

    /// <summary>Opens the first; a failure is the caller's to see. From then on failures are repaired here.</summary>
    public async Task StartAsync()
    {
        var first = await open(_stop.Token);
        Announce(first);
        _started = true;
        _keeping = Task.Run(() => KeepAsync(first));
    }

    /// <summary>Begins to open the first, if nobody did yet; who needs it waits in <see cref="GetAsync"/>.</summary>
    public void StartInBackground()
    {
        lock (_gate)
        {
            if (_started || _ended)
                return;
            _started = true;
            _keeping = Task.Run(() => KeepAsync(null));
        }
    }

    /// <exception cref="BrokerUnavailableException">There was none within <paramref name="patience"/>.</exception>
    public async Task<T> GetAsync(TimeSpan patience, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            Task<T> opening;
            lock (_gate)
            {
                if (_ended)
                    throw Stopped();
                if (_live is { Broken.IsCompleted: true } broken)
                    ForgetLocked(broken);
                if (_live is not null)
                    return _live;
                opening = _next.Task;
            }

            var left = patience - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                throw Unavailable();
            try
            {
                await opening.WaitAsync(left, clock, ct);
            }
            catch (TimeoutException)
            {
                throw Unavailable();
            }
        }
    }

    public Task CloseAsync() => EndAsync(live => live.CloseAsync());

    public async ValueTask DisposeAsync() => await EndAsync(live => live.DisposeAsync().AsTask());

    private async Task EndAsync(Func<T, Task> end)
    {
        lock (_gate)
        {
            _ended = true; // first, so that nobody asks again and again for one that takes nothing more
            _next.TrySetException(Stopped());
            _ = _next.Task.Exception;
        }

        await _stop.CancelAsync();
        await _keeping;
        if (_live is not null)
            await end(_live);
        _stop.Dispose();
    }

    private async Task KeepAsync(T? first)
    {
        var live = first;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (live is not null)
                    await AwaitEndAsync(live);
                if (_stop.IsCancellationRequested)
                    return;

                var again = live is not null;
                live = null;
                if (await OpenAgainAsync() is not { } opened)
                    return;

                live = opened;
                Announce(live);
                if (again)
                    Log.Back(log, what);
            }
            catch (Exception e)
            {
                // Unforeseen, and no reason to leave everybody without a connection.
                Log.Stumbled(log, what, e.GetType().Name);
                if (live is { Broken.IsCompleted: true })
                    live = null; // what could not be ended well is left, and another is opened
                await Task.Delay(_longestPause, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Returns when it is broken and gone, or when all is to stop.</summary>
    private async Task AwaitEndAsync(T live)
    {
        await ((Task)live.Broken).WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_stop.IsCancellationRequested)
            return;

        var reason = await live.Broken;
        _reason = $"The {what} to RabbitMQ broke: {reason}.";
        Log.Lost(log, what, reason);
        lock (_gate)
            ForgetLocked(live);
        await live.DisposeAsync();
    }

    private async Task<T?> OpenAgainAsync()
    {
        var pause = _firstPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                return await open(_stop.Token);
            }
            catch (Exception e)
            {
                _reason = e.Message;
            }

            await Task.Delay(pause, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }

        return null;
    }

    private void Announce(T opened)
    {
        lock (_gate)
        {
            Volatile.Write(ref _live, opened);
            _next.TrySetResult(opened);
        }
    }

    private void ForgetLocked(T broken)
    {
        if (!ReferenceEquals(_live, broken))
            return;
        Volatile.Write(ref _live, null);
        _next = NewSource();
    }

    private BrokerUnavailableException Unavailable() => new(_reason);

    private static BrokerUnavailableException Stopped() => new("The broker is stopped. Start it, then try again.");

    private static TaskCompletionSource<T> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The {What} to RabbitMQ broke ({Reason}) and is made again.")]
        public static partial void Lost(ILogger logger, string what, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Keeping the {What} to RabbitMQ met an unforeseen failure ({Reason}) and goes on.")]
        public static partial void Stumbled(ILogger logger, string what, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The {What} to RabbitMQ is back.")]
        public static partial void Back(ILogger logger, string what);
    }
}
