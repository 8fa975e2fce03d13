namespace ClearView.Messaging.Store;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
internal static class Answers
{
    /// <exception cref="StoreUnavailableException">The database does not answer, is full or too busy.</exception>
    public static async Task<T> AskAsync<T>(this IStoreDatabase database, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (database.IsAway(e))
        {
            throw new StoreUnavailableException($"The store '{database.Name}' does not answer, is full or too busy ({e.GetType().Name}).", e);
        }
    }

    /// <summary>One statement in a transaction of its own. Not synced.</summary>
    public static Task WriteAsync(this IStoreDatabase database, string writer, string sql, Action<System.Data.Common.DbCommand> fill, CancellationToken ct) =>
        database.AskAsync(async () =>
        {
            await using var write = await database.BeginAsync(writer, ct);
            var command = write.Command(sql);
            fill(command);
            await command.ExecuteNonQueryAsync(ct);
            await write.CommitAsync();
            return true;
        });
}
