using System.Text.Json;
using ClearView.Messaging.Bench.Load;
using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Bench.Rows.Embedded;

/// <summary>What SQLite itself can: rows inserted in groups, read back and deleted in groups, each group one fully synced commit.</summary>
internal sealed class SqliteLimitRow : IRow
{
    private const int Group = 256;
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-bench-sqlite-").FullName;
    private SqliteConnection? _connection;
    private Received _received = null!;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        _received = received;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "limit.db"), Pooling = false }.ToString());
        await _connection.OpenAsync(ct);
        await ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE records (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)", ct);
    }

    public Task PublishAsync(BenchRecord record, CancellationToken ct) => WriteAndTakeAsync([record], ct);

    public async Task PublishAllAsync(Feed feed, CancellationToken ct)
    {
        var group = new List<BenchRecord>(Group);
        while (await feed.NextAsync() is { } record)
        {
            group.Add(record);
            if (group.Count < Group)
                continue;
            await WriteAndTakeAsync(group, ct);
            group.Clear();
        }

        if (group.Count > 0)
            await WriteAndTakeAsync(group, ct);
    }

    public Task PublishManyAsync(IReadOnlyList<BenchRecord> records, CancellationToken ct) => WriteAndTakeAsync(records, ct);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAndTakeAsync(IReadOnlyList<BenchRecord> records, CancellationToken ct)
    {
        await using (var transaction = await _connection!.BeginTransactionAsync(ct))
        {
            await using var insert = _connection.CreateCommand();
            insert.CommandText = "INSERT INTO records (seq, body) VALUES ($seq, $body)";
            var seq = insert.Parameters.Add("$seq", SqliteType.Integer);
            var body = insert.Parameters.Add("$body", SqliteType.Blob);
            foreach (var record in records)
            {
                (seq.Value, body.Value) = (record.Number, JsonSerializer.SerializeToUtf8Bytes(record, BenchJson.Default.BenchRecord));
                await insert.ExecuteNonQueryAsync(ct);
            }

            await transaction.CommitAsync(ct);
        }

        await using (var transaction = await _connection.BeginTransactionAsync(ct))
        {
            await using var take = _connection.CreateCommand();
            take.CommandText = "DELETE FROM records WHERE seq = $seq RETURNING body";
            var seq = take.Parameters.Add("$seq", SqliteType.Integer);
            foreach (var record in records)
            {
                seq.Value = record.Number;
                _received.Handle(JsonSerializer.Deserialize((byte[])(await take.ExecuteScalarAsync(ct))!, BenchJson.Default.BenchRecord)!);
            }

            await transaction.CommitAsync(ct);
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
