using System.Text.Json;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// Written down once for each function and type, by whoever first had the queue made: no broker tells since when a queue is bound, and without
/// it an account could not tell what a function lost from what it was never given.
/// </summary>
public sealed class BindingNotes(IStoreDatabase database, TimeProvider clock)
{
    private const string Prefix = "bound/";

    public async Task<IReadOnlyList<BindingNote>> AllAsync(CancellationToken ct) => await database.AskAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM checkpoints WHERE name LIKE @name ORDER BY name";
        command.Add("@name", Prefix + "%");
        var notes = new List<BindingNote>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            notes.Add(JsonSerializer.Deserialize(row.GetString(0), StoreJson.Default.BindingNote)!);
        return notes;
    });

    /// <summary>Call it when the queues stand. What was noted before stays as it is.</summary>
    public async Task WriteAsync(IEnumerable<FunctionDescriptor> functions, CancellationToken ct)
    {
        var known = (await AllAsync(ct)).Select(n => (n.Function, n.Type)).ToHashSet();
        var fresh = functions.SelectMany(f => f.WireNames.Where(type => !known.Contains((f.Name, type))).Select(type => new BindingNote(
            f.Name, type, f.Queue, f.KeepsState, f.Publications, f.From, clock.GetUtcNow()))).ToList();
        if (fresh.Count == 0)
            return;
        await database.AskAsync(async () =>
        {
            await using (var write = await database.BeginAsync("bindings", ct))
            {
                foreach (var note in fresh)
                {
                    var command = write.Command("INSERT INTO checkpoints (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING");
                    command.Add("@name", $"{Prefix}{note.Function}/{note.Type}");
                    command.Add("@value", JsonSerializer.Serialize(note, StoreJson.Default.BindingNote));
                    await command.ExecuteNonQueryAsync(ct);
                }

                await write.CommitAsync();
            }

            await database.SyncAsync(ct);
            return true;
        });
    }
}
