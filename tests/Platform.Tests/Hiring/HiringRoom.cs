using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Functions;
using ClearView.Functions.Notify;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Hiring;

/// <summary>The real store and the functions on it, on the engine that the test's class asks for; the outbox shows what was published.</summary>
internal sealed class HiringRoom : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hiring-").FullName;
    private readonly PostgresRoom? _postgres;
    private readonly IStoreDatabase _database;
    private readonly ServiceProvider _services;
    private int _deadLetters;

    private HiringRoom(PostgresRoom? postgres)
    {
        _postgres = postgres;
        _database = postgres is null ? new SqliteStore(Path.Combine(_folder, "store.db")) : postgres.NewStore();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IKeyRing>(LocalKeyRing.OpenOrCreate(Path.Combine(_folder, "local.key"), TimeProvider.System))
            .AddSingleton<ITransport>(new InMemoryTransport(Clock))
            .AddMessageStore(_database, "tests")
            .AddMessaging(new ContractRegistry(ContractCatalog.All), FunctionCatalog.All, keepsDeadLetters: false)
            .AddHiring()
            .AddSingleton(new MailFolderOptions(MailFolder))
            .AddSingleton<MailFolder>()
            .BuildServiceProvider(validateScopes: true);
    }

    public IStoreDatabase Database => _database;

    public static TenantId Tenant => TenantId.Default;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    public string MailFolder => Path.Combine(_folder, "mail");

    /// <summary>Everything on disk.</summary>
    public IReadOnlyList<string> Files => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    public IReadOnlyList<string> Mails => Directory.Exists(MailFolder) ? Directory.GetFiles(MailFolder) : [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<HiringRoom> OpenAsync()
    {
        var room = new HiringRoom(OnPostgresAttribute.IsOnThisTest ? await PostgresRoom.OpenAsync(Ct) : null);
        await RunningNode.PrepareAsync(room._database, Ct);
        await room._services.GetRequiredService<ITransport>().StartAsync(Topology.Of(FunctionCatalog.All), Ct);
        return room;
    }

    /// <summary>One transaction on the stores.</summary>
    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(Ct);
        var result = await work(scope.ServiceProvider);
        await unit.CommitAsync(Ct);
        return result;
    }

    /// <summary>For what opens its own transaction.</summary>
    public async Task<T> ScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task DoAsync(Func<IServiceProvider, Task> work) => DoAsync(async services =>
    {
        await work(services);
        return true;
    });

    public async Task<Account> AccountAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounting>().TakeAsync(Tenant, Ct);
    }

    /// <summary>A function gave up on this message.</summary>
    public Task DieAsync(string function, object message, string? subject, long version) =>
        DieAsync(function, Write(message, MessageId.Derive("dead", $"{_deadLetters++}"), subject, version));

    public async Task DieAsync(string function, OutgoingMessage letter)
    {
        var cause = new FailureCause("no-good", "It is no good.", null, null, 1, Clock.GetUtcNow(), Clock.GetUtcNow(), function, "1");
        await _services.GetRequiredService<IOutbox>().SetAsideAsync(new OutboxEntry(-1, letter), cause, Ct);
    }

    /// <summary>Lets a function handle a message as it does when the broker hands it out.</summary>
    public Task<Outcome> HandleAsync(string function, object message, string? subject, long version) =>
        HandleAsync(function, Write(message, MessageId.New(TimeProvider.System), subject, version));

    public async Task<Outcome> HandleAsync(string function, OutgoingMessage message)
    {
        var descriptor = FunctionCatalog.All.Single(f => f.Name == function);
        var transport = _services.GetRequiredService<ITransport>();
        await transport.SendAsync(descriptor.Queue, message, Ct);
        await using var consumer = await transport.ConsumeAsync(descriptor.Queue, 1, Ct);
        var delivery = await consumer.Deliveries.ReadAsync(Ct);
        var inbox = _services.GetRequiredService<IInbox>();
        var kept = (await inbox.KeepAsync(descriptor, [delivery], Ct))[0];
        await delivery.AckAsync(Ct);
        return kept is null
            ? new Outcome.Done(Duplicate: true)
            : await _services.GetRequiredService<ReceivePipeline>().ProcessAsync(HandDelivery.Of(kept, inbox, Clock), descriptor, Ct);
    }

    /// <summary>Takes everything out of the outbox, opened.</summary>
    public async Task<IReadOnlyList<object>> TakePublishedAsync()
    {
        var (outbox, contracts, keys) = (_services.GetRequiredService<IOutbox>(), _services.GetRequiredService<ContractRegistry>(), _services.GetRequiredService<IKeyRing>());
        var entries = await outbox.ReadAllAsync(Ct, most: 1000);
        await outbox.RemoveAsync([.. entries.Select(e => e.Position)], Ct);
        return [.. entries.Select(e => contracts.Deserialize(e.Message.Envelope.Type, PayloadSeal.Open(e.Message.Body, keys.Current(Tenant), e.Message.Envelope)))];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    public OutgoingMessage Write(object message, MessageId id, string? subject, long version) =>
        _services.GetRequiredService<MessageWriter>().Write(message, id, Tenant, "test", subject, subject, version);
}
