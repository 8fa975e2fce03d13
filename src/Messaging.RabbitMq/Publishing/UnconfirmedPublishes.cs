namespace ClearView.Messaging.RabbitMq.Publishing;

/// <summary>What was written to a channel and not yet answered, by the sequence number that AMQP gives to both sides.</summary>
internal sealed class UnconfirmedPublishes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingPublish> _bySequence = [];
    private TaskCompletionSource? _whenEmpty;
    private ulong _last;
    private ulong _lowest = 1;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _bySequence.Count;
        }
    }

    /// <summary>Gives the next number. False when the channel broke: nothing may be written any more.</summary>
    public bool TryAdd(PendingPublish pending, long now)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            pending.WrittenAt = now;
            _bySequence.Add(++_last, pending);
            return true;
        }
    }

    /// <summary>Hands the answered publishes to <paramref name="answer"/>; each number is passed over once, however answers are bundled.</summary>
    public void Answer(ulong sequence, bool upTo, Action<PendingPublish> answer)
    {
        lock (_gate)
        {
            if (!upTo)
                AnswerLocked(sequence, answer);
            else
                for (; _lowest <= sequence && _lowest <= _last; _lowest++)
                    AnswerLocked(_lowest, answer);
            if (_bySequence.Count == 0)
                _whenEmpty?.TrySetResult();
        }
    }

    /// <summary>A returned message carries no number: it is the oldest that was sent this way under this id.</summary>
    public void MarkReturned(string exchange, string routingKey, string? messageId)
    {
        lock (_gate)
        {
            for (var sequence = _lowest; sequence <= _last; sequence++)
            {
                if (_bySequence.TryGetValue(sequence, out var pending) && !pending.WentNowhere
                    && pending.RoutingKey == routingKey && pending.Exchange == exchange && pending.Properties.MessageId == messageId)
                {
                    pending.WentNowhere = true;
                    return;
                }
            }
        }
    }

    /// <summary>Lets go of the callers; the numbers stay, because the broker may still answer for them.</summary>
    public void FailAll(Exception error)
    {
        lock (_gate)
        {
            foreach (var pending in _bySequence.Values)
                pending.Fail(error);
        }
    }

    /// <summary>When the oldest was written; null when all are answered.</summary>
    public long? OldestWrittenAt()
    {
        lock (_gate)
        {
            for (; _lowest <= _last; _lowest++)
            {
                if (_bySequence.TryGetValue(_lowest, out var pending))
                    return pending.WrittenAt;
            }

            return null;
        }
    }

    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            if (_bySequence.Count == 0)
                return Task.CompletedTask;
            _whenEmpty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _whenEmpty.Task;
        }
    }

    /// <summary>Takes no more and gives back what will never be answered.</summary>
    public IReadOnlyCollection<PendingPublish> Close()
    {
        lock (_gate)
        {
            _closed = true;
            PendingPublish[] left = [.. _bySequence.Values];
            _bySequence.Clear();
            _whenEmpty?.TrySetResult();
            return left;
        }
    }

    private void AnswerLocked(ulong sequence, Action<PendingPublish> answer)
    {
        if (_bySequence.Remove(sequence, out var pending))
            answer(pending);
    }
}
