using System.Text;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Mail;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Messaging.Tests.Support;

/// <summary>The library as a host puts it together, on the in-memory broker and a store of its own, with a clock that tests move.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    /// <summary>Long enough that only a hang reaches it.</summary>
    public static readonly TimeSpan Deadline = Patience.Deadline;

    public static readonly FunctionDescriptor Clerk = Function.Of<Clerk, Letter>("clerk", parallelism: 1);
    public static readonly FunctionDescriptor Herald = Function.Pure<Herald, Letter>("herald");

    /// <summary>Where replies arrive; no function reads it.</summary>
    public const string Replies = "test.replies";

    private static readonly Topology _topology = new(
        [new(Clerk.Queue, Clerk.WireNames), new(Herald.Queue, []), new(Replies, [Reply.WireName])]);

    private readonly TestStore _store;
    private readonly InMemoryTransport _broker;
    private readonly ServiceProvider _services;

    private PostOffice(TestStore store, RetryOptions retry, BegunJournal journal)
    {
        _store = store;
        _broker = new InMemoryTransport(Clock);
        Transport = new FaultyTransport(_broker);
        Database = store.Open();
        var services = new ServiceCollection()
            .AddLogging(l => l.AddProvider(Log).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(retry)
            .AddSingleton(journal)
            .AddSingleton(Script)
            .AddSingleton<IKeyRing>(Keys)
            .AddSingleton<ITransport>(Transport)
            .AddMessageStore(Database, "test")
            .AddMessaging(LetterContracts.Registry, [Clerk, Herald], keepsDeadLetters: true)
            .AddSingleton<OutboxRelay>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    public LogBook Log { get; } = new();

    public Script Script { get; } = new();

    public RingOfKeys Keys { get; } = new();

    public FaultyTransport Transport { get; }

    public IStoreDatabase Database { get; }

    public IServiceProvider Services => _services;

    public FunctionHost Host => _services.GetRequiredService<FunctionHost>();

    public OutboxRelay Relay => _services.GetRequiredService<OutboxRelay>();

    public static async Task<PostOffice> OpenAsync(CancellationToken ct, RetryOptions? retry = null, BegunJournal? journal = null)
    {
        var office = new PostOffice(await TestStore.NewAsync(ct), retry ?? new RetryOptions(), journal ?? BegunJournal.None);
        await StoreServices.PrepareAsync(office.Database, ct);
        await office.Database.ExecuteAsync("CREATE TABLE effects (text TEXT NOT NULL)", ct);
        await office.Transport.StartAsync(_topology, ct);
        return office;
    }

    /// <summary>The same store as another process would open it.</summary>
    public IStoreDatabase Another() => _store.Open();

    public Task StartBrokerAsync(CancellationToken ct) => _broker.StartAsync(_topology, ct);

    /// <summary>A sealed letter with an id that follows from its text.</summary>
    public OutgoingMessage Write(string text, object? message = null, string? id = null) => _services.GetRequiredService<MessageWriter>().Write(
        message ?? Letter.Of(text), MessageId.Derive(id ?? text), TenantId.Default, "test",
        subject: "person-1", orderKey: "person-1", sourceVersion: 7, causationId: MessageId.Derive("before"));

    /// <summary>A letter whose body is not what a writer would make of it.</summary>
    public OutgoingMessage WriteRaw(string text, string body, string type = Letter.WireName)
    {
        var envelope = Write(text).Envelope with { Type = type };
        return new OutgoingMessage(envelope, PayloadSeal.Seal(Encoding.UTF8.GetBytes(body), Keys.Current(TenantId.Default), envelope));
    }

    /// <summary>Hands the message to the function and settles it, as a worker would.</summary>
    public async Task<Outcome> HandleAsync(FunctionDescriptor function, OutgoingMessage message, CancellationToken ct)
    {
        await Transport.SendAsync(function.Queue, message, ct);
        await using var consumer = await Transport.ConsumeAsync(function.Queue, 10, ct);
        return await HandleNextAsync(function, consumer, ct);
    }

    /// <summary>The function's deliveries as its host gets them: out of the inbox when it has a store.</summary>
    public async Task<IConsumer> ConsumeAsync(FunctionDescriptor function, int prefetch, CancellationToken ct) => function.KeepsState
        ? new FunctionMail(function, Transport, Inbox, TenantShares.Equal, _services.GetRequiredService<ILogger<PostOffice>>(), Clock)
        : await Transport.ConsumeAsync(function.Queue, prefetch, ct);

    /// <summary>The only dead letter in the store, and its sealed body.</summary>
    public async Task<(DeadLetter Letter, byte[] Body)> LetterAsync(CancellationToken ct) => (
        Assert.Single(await _services.GetRequiredService<IDeadLetters>().ListAsync(TenantId.Default, null, 10, ct)),
        (byte[])(await Database.ScalarAsync("SELECT body FROM dead_letters", ct))!);

    public IInbox Inbox => _services.GetRequiredService<IInbox>();

    public async Task<Outcome> HandleNextAsync(FunctionDescriptor function, IConsumer consumer, CancellationToken ct) =>
        await ProcessAsync(function, await NextAsync(consumer, ct), ct);

    /// <summary>What came from the broker itself is kept first and acknowledged, as arrivals are; a message that was kept before is a duplicate.</summary>
    public async Task<Outcome> ProcessAsync(FunctionDescriptor function, Delivery delivery, CancellationToken ct)
    {
        var pipeline = _services.GetRequiredService<ReceivePipeline>();
        if (!function.KeepsState || delivery.Kept is not null || delivery.Foreign is not null)
            return await pipeline.ProcessAsync(delivery, function, ct);

        var kept = (await Inbox.KeepAsync(function, [delivery], ct))[0];
        await delivery.AckAsync(ct);
        return kept is null ? new Outcome.Done(Duplicate: true) : await pipeline.ProcessAsync(HandDelivery.Of(kept, Inbox, Clock), function, ct);
    }

    public static async Task<Delivery> NextAsync(IConsumer consumer, CancellationToken ct) =>
        await consumer.Deliveries.ReadAsync(ct).AsTask().WaitAsync(Deadline, ct);

    /// <summary>Takes and acknowledges one message from a queue.</summary>
    public async Task<Delivery> TakeAsync(string queue, CancellationToken ct)
    {
        await using var consumer = await Transport.ConsumeAsync(queue, 1, ct);
        var delivery = await NextAsync(consumer, ct);
        await delivery.AckAsync(ct);
        return delivery;
    }

    public async Task<QueueState> StateAsync(string queue, CancellationToken ct) =>
        (await Transport.InspectAsync(ct)).Single(s => s.Queue == queue);

    public async Task<Rows> RowsAsync(CancellationToken ct) => new(
        await Database.CountAsync("effects", ct), await Database.CountAsync("inbox WHERE state = 1", ct), await Database.CountAsync("outbox", ct));

    /// <summary>Moves the clock until <paramref name="awaited"/> is done: for waits whose beginning cannot be seen.</summary>
    /// <param name="step">By how much each millisecond or more; small where a deadline must not pass while the machine does something else.</param>
    public async Task AdvanceUntilAsync(Task awaited, CancellationToken ct, TimeSpan? step = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Deadline);
        while (!awaited.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            Clock.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.WhenAny(awaited, Task.Delay(1, deadline.Token));
        }

        await awaited;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _broker.DisposeAsync();
        _store.Dispose();
    }
}

internal sealed record Rows(long Effects, long Inbox, long Outbox);
