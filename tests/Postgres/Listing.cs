using ClearView.Messaging.Store;

namespace ClearView.Tests.Postgres;

internal static class Listing
{
    /// <summary>The first column of a query, on a connection of its own.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(this IStoreDatabase database, string sql, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var list = new List<T>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            list.Add(row.GetFieldValue<T>(0));
        return list;
    }
}
