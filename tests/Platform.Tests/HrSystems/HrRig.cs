using System.Collections.Concurrent;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Messaging.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>An installation without a broker: the real store, vault and keys in a folder of its own; the outbox shows what was announced.</summary>
internal sealed class HrRig : IAsyncDisposable
{
    /// <summary>What the tenant hides here.</summary>
    public static readonly IReadOnlyList<string> Hidden = ["name", "email"];

    private readonly string _folder = Directory.CreateTempSubdirectory("hr-").FullName;
    private readonly ServiceProvider _services;
    private readonly CrashingCommits _commits = new();
    private readonly SqliteStore _database;

    private HrRig(RememberingLog log, IReadOnlyList<IHrSystem> systems)
    {
        Log = log;
        _database = new SqliteStore(Path.Combine(_folder, "store.db"));
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IKeyRing>(LocalKeyRing.OpenOrCreate(Path.Combine(_folder, "local.key"), TimeProvider.System))
            .AddSingleton<IVault>(p => new FileVault(Path.Combine(_folder, "vault"), p.GetRequiredService<IPersonKeys>()))
            .AddSingleton(new ContractRegistry(ContractCatalog.All))
            .AddSingleton<MessageWriter>()
            .AddSingleton<ILoggerProvider>(Log)
            .AddLogging()
            .AddMessageStore(_database, "tests")
            .AddScoped<IUnitOfWork>(p => new CrashingUnitOfWork(p.GetRequiredService<StoreSession>(), _commits))
            .AddSingleton(new HidingPolicy(new Dictionary<string, IReadOnlyList<string>> { [TenantId.Default.Value] = Hidden }))
            .AddSingleton<CandidateLocks>().AddSingleton<RecentScores>().AddSingleton<HrIntake>().AddSingleton<HrSystemStatuses>().AddSingleton<HrPolling>();
        foreach (var system in systems)
            services.AddSingleton(system);
        _services = services.BuildServiceProvider();
    }

    public RememberingLog Log { get; }

    public HrPolling Polling => _services.GetRequiredService<HrPolling>();

    public HrSystemStatuses Statuses => _services.GetRequiredService<HrSystemStatuses>();

    public HrIntake Intake => _services.GetRequiredService<HrIntake>();

    public IVault Vault => _services.GetRequiredService<IVault>();

    public static async Task<HrRig> StartAsync(RememberingLog log, params IReadOnlyList<IHrSystem> systems)
    {
        var rig = new HrRig(log, systems);
        await StoreServices.PrepareAsync(rig._database, TestContext.Current.CancellationToken);
        return rig;
    }

    public Task<PollResult> PollAsync(IHrSystem system) =>
        _services.GetRequiredService<HrIntake>().TakeAsync(system, TestContext.Current.CancellationToken);

    /// <summary>Polls as the poller does, over every failure, until a poll finds nothing new and nothing is left for later.</summary>
    public async Task PollToTheEndAsync(IHrSystem system)
    {
        do
            await Polling.PollAsync(system, TestContext.Current.CancellationToken);
        while (!Statuses.CaughtUp);
    }

    /// <summary>Messages that a broker which is away did not take.</summary>
    public async Task FillOutboxAsync(int count)
    {
        await using var scope = _services.CreateAsyncScope();
        var (work, writer) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), _services.GetRequiredService<MessageWriter>());
        await work.BeginAsync(TestContext.Current.CancellationToken);
        await work.SendAsync(
            [.. Enumerable.Range(0, count).Select(n => writer.Write(
                new ApplicationStored(default, default), MessageId.Derive("filler", $"{n}"), TenantId.Default, "tests"))],
            TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    public async Task TakeFromOutboxAsync(int count)
    {
        var outbox = _services.GetRequiredService<IOutbox>();
        var entries = await outbox.ReadAllAsync(TestContext.Current.CancellationToken, count);
        await outbox.RemoveAsync([.. entries.Select(e => e.Position)], TestContext.Current.CancellationToken);
    }

    /// <summary>The next commits fail, as if the process had died before them.</summary>
    public void CrashAtCommit(int times = 1) => _commits.Left = times;

    /// <summary>Everything in the outbox, opened.</summary>
    public async Task<IReadOnlyList<(Envelope Envelope, object Message, string Body)>> MessagesAsync()
    {
        var contracts = _services.GetRequiredService<ContractRegistry>();
        var keys = _services.GetRequiredService<IKeyRing>();
        var entries = await _services.GetRequiredService<IOutbox>().ReadAllAsync(TestContext.Current.CancellationToken);
        return
        [
            .. entries.Select(e => e.Message).Select(m =>
            {
                var body = PayloadSeal.Open(m.Body, keys.Current(m.Envelope.Tenant), m.Envelope);
                return (m.Envelope, contracts.Deserialize(m.Envelope.Type, body), System.Text.Encoding.UTF8.GetString(body));
            }),
        ];
    }

    public async Task<IReadOnlyList<T>> MessagesAsync<T>() => [.. (await MessagesAsync()).Select(m => m.Message).OfType<T>()];

    public async Task<string?> CheckpointAsync(string system)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>()
            .ReadCheckpointAsync($"hr/{TenantId.Default.Value}/{system}", TestContext.Current.CancellationToken);
    }

    public async Task ForgetCheckpointsAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IStoreConnection>().UseAsync(async (connection, _) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM checkpoints";
            return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

internal sealed class CrashingCommits
{
    public int Left { get; set; }
}

internal sealed class CrashException() : Exception("The process died here.");

internal sealed class CrashingUnitOfWork(IUnitOfWork inner, CrashingCommits commits) : IUnitOfWork
{
    public Task BeginAsync(CancellationToken ct) => inner.BeginAsync(ct);

    public void BeginWhenUsed(KeptMessage handled) => inner.BeginWhenUsed(handled);

    public Task<bool> FinishAsync(CancellationToken ct) => inner.FinishAsync(ct);

    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct) => inner.SendAsync(messages, ct);

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken ct) => inner.ReadCheckpointAsync(name, ct);

    public Task WriteCheckpointAsync(string name, string value, CancellationToken ct) => inner.WriteCheckpointAsync(name, value, ct);

    public Task ConfirmReadAsync(CancellationToken ct) => inner.ConfirmReadAsync(ct);

    public Task CommitAsync(CancellationToken ct)
    {
        if (commits.Left == 0)
            return inner.CommitAsync(ct);
        commits.Left--;
        throw new CrashException();
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>Every log line, exceptions with all their texts.</summary>
internal sealed class RememberingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
