using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Sqlite;

/// <summary>
/// The one thread that touches the file. It takes all operations that wait, applies them, writes once to disk, then tells their callers:
/// while it waits for the disk the next group gathers. The file is the truth: when a commit fails, everything in memory is dropped,
/// consumers end as with a lost connection, and the next operation opens the file again.
/// </summary>
internal sealed partial class GroupCommit
{
    private const long MostBytes = 16 << 20;
    // Long enough that a file which stays at its limit interrupts its consumers seldom.
    private static readonly TimeSpan _apart = TimeSpan.FromMinutes(5);
    private readonly SqliteTransportOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Func<bool, Queues> _open;
    private readonly Channel<Operation> _waiting;
    private readonly List<Operation> _group = [];
    private readonly ITimer _wake;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queues? _queues;
    private DateTimeOffset _apartUntil;
    private volatile bool _abandoned;

    public GroupCommit(SqliteTransportOptions options, Func<bool, Queues> open, TimeProvider clock, ILogger log)
    {
        _options = options;
        _open = open;
        _clock = clock;
        _log = log;
        _waiting = Channel.CreateBounded<Operation>(new BoundedChannelOptions(options.Window) { SingleReader = true });
        _wake = clock.CreateTimer(_ => _waiting.Writer.TryWrite(new LookAtClock()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _queues = open(true);
    }

    /// <summary>At each commit; true makes it fail. For tests.</summary>
    public Func<bool>? CommitFails { get; set; }

    // A thread of its own: it waits for the disk, which would take a thread from the pool each time.
    public void Start() => new Thread(Run) { IsBackground = true, Name = "embedded broker" }.Start();

    /// <summary>Completes when the operation is on disk.</summary>
    /// <exception cref="BrokerUnavailableException">It is not, as far as is known.</exception>
    public async Task SubmitAsync(Operation operation, CancellationToken ct)
    {
        try
        {
            if (!_waiting.Writer.TryWrite(operation))
                await WaitForRoomAsync(operation, ct);
            await operation.Task.WaitAsync(_options.Deadline, _clock, ct);
        }
        catch (ChannelClosedException)
        {
            throw Stopped();
        }
        catch (TimeoutException e)
        {
            throw Silent(e);
        }
    }

    /// <summary>Finishes what waits, gives back what consumers hold, closes the file.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _ended.Task.WaitAsync(_options.Deadline, _clock, ct);
        }
        catch (TimeoutException e)
        {
            throw Silent(e);
        }
    }

    /// <summary>Ends as a killed process would: nothing more is written. For tests.</summary>
    public Task AbandonAsync()
    {
        _abandoned = true;
        _waiting.Writer.TryComplete();
        return _ended.Task;
    }

    public static BrokerUnavailableException Stopped() => new("The broker is stopped. Start it, then try again.");

    private BrokerUnavailableException Silent(TimeoutException e) =>
        new($"The disk with the broker's file '{_options.Path}' did not answer within {_options.Deadline.TotalSeconds:0} s.", e);

    private async Task WaitForRoomAsync(Operation operation, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            await _waiting.Writer.WriteAsync(operation, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException(null, e);
        }
    }

    private void Run()
    {
        while (Gather() && !_abandoned)
            CommitGroup();
        Close();
    }

    /// <summary>Takes what waits; waits itself when there is nothing else to do. False at the end.</summary>
    private bool Gather()
    {
        _group.Clear();
        var idle = _queues is not { HasMore: true };
        if (idle && !_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            return false;
        for (var bytes = 0L; _group.Count < _options.Window && bytes < MostBytes && _waiting.Reader.TryRead(out var operation);)
        {
            _group.Add(operation);
            bytes += operation.Bytes;
        }

        return idle || _group.Count > 0 || !_waiting.Reader.Completion.IsCompleted;
    }

    private void CommitGroup()
    {
        try
        {
            var queues = _queues ??= _open(false);
            if (_clock.GetUtcNow() < _apartUntil)
                CommitApart(queues);
            else
                Commit(queues, _group);

            WakeAt(queues.NextDue);
            foreach (var operation in _group)
                operation.Complete();
            queues.Deliver();
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    private void Commit(Queues queues, IEnumerable<Operation> operations)
    {
        queues.File.Begin();
        foreach (var operation in operations)
            operation.Apply(queues);
        queues.HandOut(this);
        var unreadable = queues.SetUnreadableAside();
        queues.SaveTotals();
        ToDisk(queues);
        if (unreadable > 0)
            Log.Unreadable(_log, unreadable, _options.Path);
    }

    /// <summary>When room is short, what needs more of it is tried by itself: consumers must be able to empty the queues meanwhile.</summary>
    private void CommitApart(Queues queues)
    {
        Commit(queues, _group.Where(o => !o.Grows));
        var growing = _group.Where(o => o.Grows).ToList();
        if (growing.Count == 0)
            return;

        try
        {
            queues.File.Begin();
            foreach (var operation in growing)
                operation.Apply(queues);
            queues.SaveTotals();
            ToDisk(queues);
        }
        catch (Exception e) when (SqliteFailure.IsFull(e))
        {
            queues.File.Rollback();
            queues.ReadAgain();
            Fail(growing, e);
            _apartUntil = _clock.GetUtcNow() + _apart;
        }

        queues.HasMore = true; // what this changed is handed out with the next commit
    }

    private void ToDisk(Queues queues)
    {
        if (CommitFails?.Invoke() == true)
            throw new IOException("A test wants this commit to fail.");
        queues.File.Commit();
    }

    private void Break(Exception error)
    {
        var failure = Fail(_group, error);
        if (SqliteFailure.IsFull(error))
            _apartUntil = _clock.GetUtcNow() + _apart;
        _queues?.Break(failure);
        _queues = null;
        Log.Failed(_log, failure.Message);
    }

    private BrokerUnavailableException Fail(IEnumerable<Operation> operations, Exception error)
    {
        var failure = new BrokerUnavailableException(SqliteFailure.Sentence(error, _options.Path), error);
        foreach (var operation in operations)
            operation.TrySetException(failure);
        return failure;
    }

    private void WakeAt(long due)
    {
        if (due == long.MaxValue)
            return;
        // At least a millisecond: a timer that fires a moment early must not spin. At most an hour: timers have limits.
        var wait = due - _clock.GetUtcNow().ToUnixTimeMilliseconds();
        _wake.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 1, 3_600_000)), Timeout.InfiniteTimeSpan);
    }

    private void Close()
    {
        var stopped = new BrokerUnavailableException("The broker was stopped.");
        try
        {
            _wake.Dispose();
            if (!_abandoned && _queues is { } queues)
            {
                queues.File.Begin();
                queues.EndConsumers(stopped);
                queues.File.Commit();
                queues.File.Checkpoint();
            }
        }
        catch (Exception e)
        {
            // What was confirmed is in the log; the next start reads it and counts what was held as returned.
            Log.Failed(_log, SqliteFailure.Sentence(e, _options.Path));
        }

        _queues?.Break(stopped);
        while (_waiting.Reader.TryRead(out var operation))
            operation.TrySetException(Stopped());
        Fail(_group, stopped);
        _ended.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The embedded broker interrupts its work: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} messages in '{Path}' cannot be read. They were set aside and stay in the file; restore it from a backup to get them back.")]
        public static partial void Unreadable(ILogger logger, int count, string path);
    }
}
