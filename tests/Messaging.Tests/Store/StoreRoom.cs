using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Tests.Store;

/// <summary>A prepared store in a file of its own, and sessions on it as any number of processes would have them.</summary>
internal sealed class StoreRoom : IDisposable
{
    private readonly OutboxSignal _signal = new();
    private readonly TestStore _store;

    private StoreRoom(TestStore store)
    {
        _store = store;
        Database = Another();
    }

    public IStoreDatabase Database { get; }

    public TestStore Store => _store;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    public static async Task<StoreRoom> OpenAsync(CancellationToken ct)
    {
        var room = new StoreRoom(await TestStore.NewAsync(ct));
        await StoreServices.PrepareAsync(room.Database, ct);
        return room;
    }

    /// <summary>The same store as another process would open it.</summary>
    public IStoreDatabase Another() => _store.Open();

    /// <param name="toDisk">In place of the system's way of syncing.</param>
    public SqliteStore Another(Action<SafeFileHandle> toDisk) => _store.Keep(new SqliteStore(_store.File, toDisk));

    /// <summary>Whose writers pass for quick, however slow the machine is.</summary>
    public SqliteStore AnotherOfQuickWriters() => _store.Keep(new SqliteStore(_store.File, RandomAccess.FlushToDisk, TimeSpan.FromMinutes(1)));

    public StoreSession Session(string sender = "one", IStoreDatabase? database = null) =>
        new(database ?? Database, _signal, new SenderName(sender), Clock);

    public Outbox Outbox(string sender = "one", IStoreDatabase? database = null) =>
        new(database ?? Database, _signal, new SenderName(sender), Clock);

    public OutboxSignal Signal => _signal;

    public Inbox Inbox(IStoreDatabase? database = null) => new(database ?? Database, Clock);

    /// <summary>As a broker would hand it out.</summary>
    public Delivery Delivery(string name, string? orderKey = "key-1", TenantId? tenant = null, long version = 42)
    {
        var message = Message(name);
        return new LooseDelivery
        {
            Envelope = message.Envelope with { OrderKey = orderKey, Tenant = tenant ?? message.Envelope.Tenant, SourceVersion = version },
            Body = message.Body,
            Attempt = 1,
        };
    }

    public async Task CommitAsync(OutgoingMessage message, CancellationToken ct, string sender = "one")
    {
        await using var session = Session(sender);
        await session.BeginAsync(ct);
        await session.SendAsync([message], ct);
        await session.CommitAsync(ct);
    }

    /// <summary>Waits until so many entries are there to read.</summary>
    public async Task HoldsAsync(int rows, CancellationToken ct, string table = "outbox")
    {
        await using var connection = await Database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while ((long)(await command.ExecuteScalarAsync(ct))! != rows)
            await Task.Delay(10, deadline.Token);
    }

    /// <summary>The database's file without its log, as it would be if the log were lost.</summary>
    public string CopyOfDatabaseAlone()
    {
        var copy = _store.In("alone.db");
        File.Copy(_store.File, copy);
        return copy;
    }

    public OutgoingMessage Message(string name) => new(
        new Envelope
        {
            Id = MessageId.Derive(name),
            Type = "letter.v1",
            Source = "clearview/test",
            Time = Clock.GetUtcNow().AddTicks(7),
            Tenant = new TenantId("tenant-1"),
            Subject = "person-1",
            OrderKey = "key-1",
            SourceVersion = 42,
            CausationId = MessageId.Derive("cause"),
            KeyId = "sealed-with",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = "a=b",
        },
        System.Text.Encoding.UTF8.GetBytes(name));

    public void Dispose()
    {
        _signal.Dispose();
        _store.Dispose();
    }
}

/// <summary>Settles nothing.</summary>
internal sealed class LooseDelivery : Delivery
{
    public override Task AckAsync(CancellationToken ct) => Task.CompletedTask;

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => Task.CompletedTask;

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => Task.CompletedTask;

    public override Task ReturnAsync(CancellationToken ct) => Task.CompletedTask;
}
