using System.Threading.Channels;
using ClearView.Messaging.RabbitMq.Connecting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Messaging.RabbitMq.Publishing;

/// <summary>
/// The one channel to publish on. One writes at a time, so the order of writing is the order of the sequence numbers: whoever finds nobody
/// writing does it, for those who come meanwhile too. No caller's token reaches the channel. A channel that falls silent is replaced, not
/// waited for: soon while it is new and not the first (<see cref="Probation"/>), and else with its whole connection after the deadline. So is one on which a
/// queue refuses. Only while the broker says that it blocks publishers is it kept: another one would be blocked too.
/// </summary>
internal sealed class PublishLink : IBreakable
{
    private const int MostInOneGo = 64;

    // Far below the four hundred after which a broker whose channel hangs stops reading the whole connection.
    private const int MostWhileNew = 32;

    private static readonly TimeSpan _lookWhileNew = TimeSpan.FromMilliseconds(20);

    private readonly Channel<PendingPublish> _queue = Channel.CreateUnbounded<PendingPublish>(); // bounded by the window
    private readonly UnconfirmedPublishes _unconfirmed = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BrokerConnection _connection;
    private readonly IChannel _channel;
    private readonly TimeSpan _confirmDeadline;
    private readonly Probation _probation;
    private readonly TimeProvider _clock;
    private readonly ITimer _watch;
    private readonly Action<PendingPublish> _confirm;
    private readonly Action<PendingPublish> _refuse;
    private long _unblockedAt;
    private int _isWriting;

    private PublishLink(BrokerConnection connection, IChannel channel, Probation probation, TimeSpan confirmDeadline, TimeProvider clock)
    {
        (_connection, _channel, _probation, _confirmDeadline, _clock) = (connection, channel, probation, confirmDeadline, clock);
        (_confirm, _refuse) = (Confirm, Refuse);
        _watch = clock.CreateTimer(_ => BreakWhenLate(), null, _lookWhileNew, _lookWhileNew);
        channel.BasicAcksAsync += OnAck;
        channel.BasicNacksAsync += OnNack;
        channel.BasicReturnAsync += OnReturn;
        channel.ChannelShutdownAsync += OnShutdown;
        connection.BlockingChanged += OnBlockingChanged;
        _ = BreakWithAsync(connection); // last: it may be broken already
    }

    public Task<string> Broken => _broken.Task;

    /// <exception cref="BrokerUnavailableException">The broker takes nothing at the moment: to wait for it would help nobody.</exception>
    public void RefuseWhenBlocked()
    {
        if (_connection.BlockedBecause is { } reason)
            throw Blocked(reason);
    }

    /// <exception cref="BrokerUnavailableException">No channel was to be had.</exception>
    public static async Task<PublishLink> OpenAsync(BrokerConnection connection, ProbationPatience patience, TimeSpan confirmDeadline, TimeProvider clock)
    {
        try
        {
            // Confirms on, the client's own tracking off: it scans all that is outstanding at each answer and bounds nothing.
            var channel = await connection.OpenChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false));
            return new PublishLink(connection, channel, new Probation(patience, clock), confirmDeadline, clock);
        }
        catch (Exception e)
        {
            throw new BrokerUnavailableException($"RabbitMQ opened no channel to publish on: {Reason.Of(e)}.");
        }
    }

    /// <summary>False when the link is broken and another is to be asked for.</summary>
    public bool TryPublish(PendingPublish pending)
    {
        if (!_queue.Writer.TryWrite(pending))
            return false;
        WriteUnlessSomebodyDoes();
        return true;
    }

    public async Task CloseAsync()
    {
        _queue.Writer.TryComplete();
        await WhenWrittenAsync().TriedWithinAsync(_confirmDeadline, _clock);
        await _unconfirmed.WhenEmptyAsync().TriedWithinAsync(_confirmDeadline, _clock);
        Break("it was closed here");
        await _channel.DisposeAsync().AsTask().TriedWithinAsync(_confirmDeadline, _clock);
    }

    /// <summary>Whoever wants the next link does not wait for the end of this one, which the broker may put off as it puts off confirms.</summary>
    public ValueTask DisposeAsync()
    {
        Break("it was abandoned here");
        _ = _channel.DisposeAsync().AsTask().TriedWithinAsync(_confirmDeadline, _clock);
        return ValueTask.CompletedTask;
    }

    private bool MayWrite => _probation.IsOver || _unconfirmed.Count < MostWhileNew;

    private void WriteUnlessSomebodyDoes()
    {
        if (Interlocked.CompareExchange(ref _isWriting, 1, 0) == 0)
            _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            var written = 0;
            do
            {
                while (MayWrite && _queue.Reader.TryRead(out var pending))
                {
                    if (++written % MostInOneGo == 0)
                        await Task.Yield(); // who began this wants to go on
                    if (_unconfirmed.TryAdd(pending, _clock.GetTimestamp()))
                        await _channel.BasicPublishAsync(
                            pending.Exchange, pending.RoutingKey, mandatory: true, pending.Properties, pending.Body, _abandoned.Token);
                    else
                        pending.Fail(Unavailable());
                }

                Interlocked.Exchange(ref _isWriting, 0);
            }
            while (MayWrite && _queue.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref _isWriting, 1, 0) == 0);
        }
        catch (Exception e)
        {
            // After a failed write nobody knows which number the next message would get.
            Break(Reason.Of(e));
            Interlocked.Exchange(ref _isWriting, 0);
        }
    }

    private async Task WhenWrittenAsync()
    {
        await _queue.Reader.Completion;
        while (Volatile.Read(ref _isWriting) != 0)
            await Task.Delay(1); // the last one is read and not yet counted as unconfirmed
    }

    private void Break(string reason)
    {
        if (!_broken.TrySetResult(reason))
            return;
        _queue.Writer.TryComplete();
        _watch.Dispose();
        _connection.BlockingChanged -= OnBlockingChanged; // it lives on, with one link after the other
        _ = _abandoned.CancelAsync(); // a write that hangs ends; not awaited, for this runs in the client's handlers too
        foreach (var pending in _unconfirmed.Close())
            pending.Fail(Unavailable());
        while (_queue.Reader.TryRead(out var pending))
            pending.Fail(Unavailable());
    }

    private void BreakWhenLate()
    {
        if (_probation.EndsNow())
        {
            var often = TimeSpan.FromMilliseconds(Math.Clamp(_confirmDeadline.TotalMilliseconds / 10, 20, 1_000));
            _watch.Change(often, often);
            WriteUnlessSomebodyDoes();
        }

        // What was written before the broker blocked is answered only afterwards.
        if (_connection.BlockedBecause is { } reason)
            FailWaiting(reason); // one may have slipped in just before
        else if (_unconfirmed.OldestWrittenAt() is { } writtenAt)
            BreakWhenSilent(_clock.GetElapsedTime(Math.Max(writtenAt, Volatile.Read(ref _unblockedAt))));
    }

    private void BreakWhenSilent(TimeSpan oldestWaits)
    {
        var silent = _probation.FailedAfter(oldestWaits); // one that used up the deadline has failed too
        if (oldestWaits > _confirmDeadline)
        {
            var late = $"a confirm did not come within {_confirmDeadline.TotalSeconds:0.#} s";
            Break(late);
            _connection.Break(late); // it may be dead and nobody was told
        }
        else if (silent is { } seconds)
        {
            Break($"a new channel said nothing for {seconds.TotalSeconds:0.0#} s");
        }
    }

    /// <summary>Whoever waits is told at once; a confirm that comes after all finds nobody any more.</summary>
    private void OnBlockingChanged()
    {
        if (_connection.BlockedBecause is not { } reason)
        {
            Volatile.Write(ref _unblockedAt, _clock.GetTimestamp());
            return;
        }

        FailWaiting(reason);
    }

    private void FailWaiting(string reason)
    {
        _unconfirmed.FailAll(Blocked(reason));
        while (_queue.Reader.TryRead(out var pending))
            pending.Fail(Blocked(reason));
    }

    private static BrokerUnavailableException Blocked(string reason) =>
        new($"RabbitMQ takes no messages at the moment ({reason}). Give it what it lacks; publish again under the same id.");

    /// <summary>Or ends with this link: the connection lives on and must not keep each link that it had.</summary>
    private async Task BreakWithAsync(BrokerConnection connection) => Break(await await Task.WhenAny(connection.Broken, _broken.Task));

    private BrokerUnavailableException Unavailable() => new(
        $"The connection to RabbitMQ broke before the message was confirmed: {(_broken.Task.IsCompletedSuccessfully ? _broken.Task.GetAwaiter().GetResult() : "unknown")}. Publish it again under the same id.");

    private Task OnAck(object sender, BasicAckEventArgs ack)
    {
        _unconfirmed.Answer(ack.DeliveryTag, ack.Multiple, _confirm);
        NoteAnswer();
        return Task.CompletedTask;
    }

    private Task OnNack(object sender, BasicNackEventArgs nack)
    {
        _unconfirmed.Answer(nack.DeliveryTag, nack.Multiple, _refuse);
        if (!_broken.Task.IsCompleted && _probation.EndsRefused())
            Break("a queue refused a message, which another channel may get through");
        else
            NoteAnswer();
        return Task.CompletedTask;
    }

    private void NoteAnswer()
    {
        if (_probation.IsOver)
            return;
        _probation.Answered();
        WriteUnlessSomebodyDoes();
    }

    private Task OnReturn(object sender, BasicReturnEventArgs returned)
    {
        _unconfirmed.MarkReturned(returned.Exchange, returned.RoutingKey, returned.BasicProperties.MessageId);
        return Task.CompletedTask;
    }

    private Task OnShutdown(object sender, ShutdownEventArgs shutdown)
    {
        Break(Reason.Of(shutdown));
        return Task.CompletedTask;
    }

    private static void Confirm(PendingPublish pending)
    {
        if (pending.WentNowhere)
            pending.Fail(new BrokerUnavailableException(
                $"RabbitMQ has no queue for what is sent to exchange '{pending.Exchange}' with the routing key '{pending.RoutingKey}', not even the parking queue. Start again to make what is missing."));
        else
            pending.Confirm();
    }

    private static void Refuse(PendingPublish pending) =>
        pending.Fail(new BrokerUnavailableException("RabbitMQ refused to keep the message: a queue is full or cannot write. Publish it again under the same id."));
}
