using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>Exactly-once effects on SQLite: committed to the outbox in groups, relayed, handled by a function that stores one row for each message.</summary>
internal sealed class EffectsRow : IRow
{
    private const int Group = 256;
    private static readonly TimeSpan _longestEffects = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-bench-store-").FullName;
    private readonly Watching _watching = new();
    private ServiceProvider? _services;
    private MessageWriter _writer = null!;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        var database = new SqliteStore(Path.Combine(_folder, "store.db"));
        await StoreServices.PrepareAsync(database, ct);
        var function = Function.Of<StoreRecords, StoredRecord>(name, parallelism: 16) with { Prefetch = OursRow.Prefetch };
        var options = new RabbitMqOptions { Address = broker, ConnectionName = name, PublishWindow = Window.Size, NewQueuesSettle = TimeSpan.Zero };
        var transport = new RabbitMqTransport(options, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(received)
            .AddSingleton<IKeyRing, RingOfOneKey>()
            .AddSingleton<ITransport>(transport)
            .AddMessageStore(database, "bench")
            .AddMessaging(new ContractRegistry([(StoredRecord.WireName, BenchJson.Default.StoredRecord)]), [function], keepsDeadLetters: false)
            .AddOutboxRelay()
            .BuildServiceProvider();
        _writer = _services.GetRequiredService<MessageWriter>();
        await InScopeAsync((work, _) => work.UseAsync(async (connection, _) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE IF NOT EXISTS bench_effects (load INTEGER NOT NULL, number INTEGER NOT NULL)";
            return await command.ExecuteNonQueryAsync(ct);
        }, ct));
        await transport.StartAsync(Topology.Of([function]), ct);
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(ct);
    }

    public Task PublishAsync(BenchRecord record, CancellationToken ct) => CommitAsync([record], ct);

    public async Task PublishAllAsync(Feed feed, CancellationToken ct)
    {
        var group = new List<BenchRecord>(Group);
        while (await feed.NextAsync() is { } record)
        {
            group.Add(record);
            if (group.Count < Group)
                continue;
            await CommitAsync(group, ct);
            group.Clear();
        }

        if (group.Count > 0)
            await CommitAsync(group, ct);
    }

    public Task PublishManyAsync(IReadOnlyList<BenchRecord> records, CancellationToken ct) => CommitAsync(records, ct);

    /// <summary>The handler counts before its commit: waits until as many are stored.</summary>
    public async Task<Effects?> EffectsAsync(CancellationToken ct)
    {
        var received = _services!.GetRequiredService<Received>();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var effects = await InScopeAsync((store, _) => store.UseAsync(async (connection, _) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT count(*), count(DISTINCT number) FROM bench_effects WHERE load = {received.Load}";
                await using var row = await command.ExecuteReaderAsync(ct);
                await row.ReadAsync(ct);
                return new Effects(row.GetInt64(0), row.GetInt64(1));
            }, ct));
            if (effects.Distinct >= received.Distinct || TimeProvider.System.GetElapsedTime(started) > _longestEffects)
                return effects;
            await Task.Delay(20, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            foreach (var service in _services.GetServices<IHostedService>())
                await service.StopAsync(CancellationToken.None);
            await _services.DisposeAsync();
        }

        _watching.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CommitAsync(IReadOnlyList<BenchRecord> records, CancellationToken ct)
    {
        await using var scope = _services!.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(ct);
        await work.SendAsync([.. records.Select(r => _writer.Write(new StoredRecord(r), r.Id, TenantId.Default, "bench"))], ct);
        await work.CommitAsync(ct);
    }

    private async Task<T> InScopeAsync<T>(Func<IStoreConnection, CancellationToken, Task<T>> use)
    {
        await using var scope = _services!.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<IStoreConnection>(), CancellationToken.None);
    }
}

/// <summary>Stores one row for each record.</summary>
internal sealed class StoreRecords(Received received, IStoreConnection store) : IFunction<StoredRecord>
{
    public async Task HandleAsync(StoredRecord message, FunctionContext context, CancellationToken ct)
    {
        await store.UseAsync(async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO bench_effects (load, number) VALUES ($load, $number)";
            Add(command, "$load", received.Load);
            Add(command, "$number", message.Record.Number);
            return await command.ExecuteNonQueryAsync(ct);
        }, ct);
        received.Handle(message.Record);
    }

    private static void Add(System.Data.Common.DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
