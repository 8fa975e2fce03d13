using ClearView.Messaging.Store;

namespace ClearView.Messaging.Tests.Support;

/// <summary>Looks into a store from outside, on a connection of its own.</summary>
internal static class Tables
{
    public static async Task<long> CountAsync(this IStoreDatabase database, string table, CancellationToken ct) =>
        (long)(await database.ScalarAsync($"SELECT COUNT(*) FROM {table}", ct))!;

    public static async Task<object?> ScalarAsync(this IStoreDatabase database, string sql, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }

    public static Task ExecuteAsync(this IStoreDatabase database, string sql, CancellationToken ct) => database.ScalarAsync(sql, ct);
}
