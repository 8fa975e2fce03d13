namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>
/// Tells the broker what is finished: many at once, when enough are or a moment is over. The broker answers no acknowledgement, so nobody
/// waits for one; what it has not got when the channel ends comes back. One answer is written after the other, in the order in which they
/// were found: one for a tag that an earlier one covered would make the broker close the channel.
/// </summary>
internal sealed class Acknowledgements : IDisposable
{
    private const int LargestBundle = 256;

    // Below what anybody would notice, above what a busy consumer needs for a bundle.
    private static readonly TimeSpan _longestWait = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly FinishedPrefix _finished = new();
    private readonly Func<ulong, bool, Task> _acknowledge;
    private readonly int _bundle;
    private readonly ITimer _timer;
    private Task _writing = Task.CompletedTask;
    private bool _isTimed;

    /// <param name="acknowledge">Writes one answer: a tag, and whether it covers all before it. It fails when the channel is of no use any more.</param>
    public Acknowledgements(int prefetch, Func<ulong, bool, Task> acknowledge, TimeProvider clock)
    {
        // A good part of the prefetch must be free while a bundle waits.
        (_bundle, _acknowledge) = (Math.Clamp(prefetch / 4, 1, LargestBundle), acknowledge);
        _timer = clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="isAnswered">It was given back, and that is written.</param>
    public void Finish(ulong tag, bool isAnswered = false)
    {
        lock (_gate)
        {
            _finished.Finish(tag, isAnswered);
            StartWhenDue(isTime: false);
        }
    }

    /// <summary>Writes what is finished until now.</summary>
    public async Task WriteRestAsync()
    {
        Task before;
        lock (_gate)
            before = _writing;
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Task rest;
        lock (_gate)
        {
            StartWhenDue(isTime: true);
            rest = _writing;
        }

        await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTime()
    {
        lock (_gate)
        {
            _isTimed = false;
            StartWhenDue(isTime: true);
        }
    }

    private void StartWhenDue(bool isTime)
    {
        if (_finished.Waiting == 0 || !_writing.IsCompleted)
            return; // who writes looks again when it is done
        if (isTime || _finished.Waiting >= _bundle)
            _writing = WriteAsync(isTime);
        else
            SetTimer();
    }

    private void SetTimer()
    {
        if (_isTimed)
            return;
        _isTimed = true;
        _timer.Change(_longestWait, Timeout.InfiniteTimeSpan);
    }

    private async Task WriteAsync(bool isTime)
    {
        // Begins with the gate held: whoever finishes next finds either this at work or what it left.
        while (true)
        {
            ulong? prefix;
            ulong[] behindGap;
            lock (_gate)
            {
                prefix = _finished.TakePrefix();
                behindGap = isTime || _finished.Waiting >= _bundle ? _finished.TakeBehindGap() : [];
                if (prefix is null && behindGap.Length == 0)
                    return;
            }

            if (prefix is { } upTo)
                await _acknowledge(upTo, true);
            foreach (var tag in behindGap)
                await _acknowledge(tag, false);

            lock (_gate)
            {
                isTime = false;
                if (_finished.Waiting >= _bundle)
                    continue;
                if (_finished.Waiting > 0)
                    SetTimer();
                return;
            }
        }
    }
}
