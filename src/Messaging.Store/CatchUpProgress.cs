using System.Text.Json;

namespace ClearView.Messaging.Store;

/// <summary>Checkpoints of the functions that catch up with history.</summary>
public sealed class CatchUpProgress(IStoreDatabase database) : ICatchUpProgress
{
    private const string Prefix = "catch-up/";

    public async Task<CatchUpState?> FindAsync(string function, CancellationToken ct) =>
        (await ReadAsync("name = @name", Prefix + function, ct)).SingleOrDefault();

    public Task<IReadOnlyList<CatchUpState>> AllAsync(CancellationToken ct) => ReadAsync("name LIKE @name", Prefix + "%", ct);

    public Task BeginAsync(CatchUpState state, CancellationToken ct) => WriteAsync(
        "INSERT INTO checkpoints (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", state, null, ct);

    public async Task<bool> SaveAsync(CatchUpState state, CancellationToken ct) =>
        await WriteAsync("UPDATE checkpoints SET value = @value WHERE name = @name AND value LIKE @run", state, $"%\"run\":\"{state.Run}\"%", ct) == 1;

    private Task<int> WriteAsync(string sql, CatchUpState state, string? run, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync("catch-up", ct);
        var command = write.Command(sql);
        command.Add("@name", Prefix + state.Function);
        command.Add("@value", JsonSerializer.Serialize(state, StoreJson.Default.CatchUpState));
        if (run is not null)
            command.Add("@run", run);
        var written = await command.ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        return written;
    });

    private Task<IReadOnlyList<CatchUpState>> ReadAsync(string which, string name, CancellationToken ct) => database.AskAsync<IReadOnlyList<CatchUpState>>(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT value FROM checkpoints WHERE {which} ORDER BY name";
        command.Add("@name", name);
        var states = new List<CatchUpState>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            states.Add(JsonSerializer.Deserialize(row.GetString(0), StoreJson.Default.CatchUpState)!);
        return states;
    });
}
