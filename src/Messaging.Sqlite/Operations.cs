namespace ClearView.Messaging.Sqlite;

/// <summary>
/// Something a caller wants done in the next commit; completes when that commit is on disk. It refuses, if it must, before it writes:
/// so what it refuses concerns its caller alone, and whatever SQLite throws concerns the whole commit.
/// </summary>
internal abstract class Operation() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private Exception? _refusal;

    /// <summary>Whether it makes the file grow, and must not hold up the others when there is no room.</summary>
    public virtual bool Grows => false;

    /// <summary>About how much it writes.</summary>
    public virtual int Bytes => 0;

    public void Apply(Queues queues)
    {
        try
        {
            Write(queues);
        }
        catch (Exception e) when (e is QueueMissingException or BrokerUnavailableException)
        {
            _refusal = e;
        }
    }

    public void Complete()
    {
        if (_refusal is null)
            TrySetResult();
        else
            TrySetException(_refusal);
    }

    protected abstract void Write(Queues queues);
}

/// <summary>To every queue that takes its type, or to one by name.</summary>
internal sealed class Publish(OutgoingMessage message, string? queue) : Operation
{
    // Made on the caller's thread: the writing thread is the one that everybody waits for.
    private readonly byte[] _envelope = Json.Write(message.Envelope);

    public override bool Grows => true;

    public override int Bytes => message.Body.Length;

    protected override void Write(Queues queues)
    {
        var targets = queue is null ? queues.BoundTo(message.Envelope.Type) : [queues.Find(queue)];
        var seq = queues.NextSeq();
        queues.Tables.InsertBody(seq, _envelope, message.Body.Span);
        if (queue is null)
            queues.History.Keep(seq, message.Envelope.Type, _envelope, message.Body.Span);

        ReadOnlyMemory<byte>? body = null;
        foreach (var target in targets)
        {
            QueuedRow? row = null;
            if (target.TakesNewcomers)
            {
                // A copy: the caller may use its buffer again once the message is kept.
                body ??= message.Body.ToArray();
                row = new QueuedRow { Seq = seq, Envelope = message.Envelope, Body = body.Value, Copies = targets.Count };
            }

            target.Add(seq, 1, targets.Count, [], row);
        }
    }
}

internal sealed class Ack(SqliteQueue queue, SqliteDelivery delivery) : Operation
{
    protected override void Write(Queues queues) => queue.Ack(delivery);
}

internal sealed class Retry(SqliteQueue queue, SqliteDelivery delivery, TimeSpan after, byte[] cause) : Operation
{
    protected override void Write(Queues queues) => queue.Retry(delivery, queues.DueAfter(after), cause);
}

/// <summary>A letter of its own in the dead-letter queue: the same message may die in several queues.</summary>
internal sealed class DeadLetter(SqliteQueue queue, SqliteDelivery delivery, FailureCause cause) : Operation
{
    private readonly byte[] _cause = Json.Write(cause);

    public override bool Grows => true;

    protected override void Write(Queues queues)
    {
        queue.RefuseUnlessHeld(delivery);
        var dead = queues.Find(Topology.Dead);
        var old = delivery.Row;
        var seq = queues.NextSeq();
        var row = dead.TakesNewcomers
            ? new QueuedRow { Seq = seq, Envelope = old.Envelope, Body = old.Body, Copies = 1, Attempt = old.Attempt, Cause = cause }
            : null;
        queues.Tables.CopyBody(seq, old.Seq);
        dead.Add(seq, old.Attempt, 1, _cause, row);
        queue.Ack(delivery);
    }
}

internal sealed class Return(SqliteQueue queue, SqliteDelivery delivery) : Operation
{
    protected override void Write(Queues queues) => queue.Return(delivery);
}

internal sealed class Consume(string queue, int prefetch, GroupCommit writer) : Operation
{
    public SqliteConsumer? Consumer { get; private set; }

    protected override void Write(Queues queues)
    {
        var found = queues.Find(queue);
        Consumer = new SqliteConsumer(found, prefetch, writer);
        found.Start(Consumer);
    }
}

internal sealed class EndConsumer(SqliteQueue queue, SqliteConsumer consumer) : Operation
{
    protected override void Write(Queues queues) => queue.End(consumer, null);
}

internal sealed class Declare(Topology topology) : Operation
{
    protected override void Write(Queues queues) => queues.Declare(topology);
}

internal sealed class Inspect : Operation
{
    public IReadOnlyList<QueueState> States { get; private set; } = [];

    protected override void Write(Queues queues) => States = queues.States();
}

internal sealed class EndOfHistory(BrokerInfo broker) : Operation
{
    public long Offset { get; private set; }

    protected override void Write(Queues queues)
    {
        queues.History.RefuseWithout(broker);
        Offset = queues.LastSeq + 1;
    }
}

/// <summary>Some of it: others wait for the thread that reads.</summary>
internal sealed class ReadHistory(BrokerInfo broker, long from, long to) : Operation
{
    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];

    /// <summary>Where to go on; null when that was all.</summary>
    public long? Next { get; private set; }

    protected override void Write(Queues queues)
    {
        queues.History.RefuseWithout(broker);
        (Entries, Next) = queues.History.Read(from, to);
    }
}

/// <summary>Nothing but a reason to look at the clock.</summary>
internal sealed class LookAtClock : Operation
{
    protected override void Write(Queues queues)
    {
    }
}
