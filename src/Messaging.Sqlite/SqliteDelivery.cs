namespace ClearView.Messaging.Sqlite;

internal sealed class SqliteDelivery : Delivery
{
    private readonly SqliteQueue _queue;
    private readonly GroupCommit _writer;

    private SqliteDelivery(QueuedRow row, SqliteQueue queue, SqliteConsumer consumer, GroupCommit writer)
    {
        Row = row;
        Consumer = consumer;
        _queue = queue;
        _writer = writer;
    }

    public QueuedRow Row { get; }

    public SqliteConsumer Consumer { get; }

    public static SqliteDelivery Of(QueuedRow row, SqliteQueue queue, SqliteConsumer consumer, GroupCommit writer) =>
        new(row, queue, consumer, writer)
        {
            Envelope = row.Envelope,
            Body = row.Body,
            Attempt = row.Attempt,
            Returns = row.Returns,
            LastFailure = row.Cause,
        };

    public override Task AckAsync(CancellationToken ct) => _writer.SubmitAsync(new Ack(_queue, this), ct);

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) =>
        _writer.SubmitAsync(new Retry(_queue, this, after, Json.Write(cause)), ct);

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) =>
        _writer.SubmitAsync(new DeadLetter(_queue, this, cause), ct);

    public override Task ReturnAsync(CancellationToken ct) => _writer.SubmitAsync(new Return(_queue, this), ct);
}
