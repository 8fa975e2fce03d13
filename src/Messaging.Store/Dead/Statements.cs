using System.Data.Common;

namespace ClearView.Messaging.Store.Dead;

/// <summary>The few lines that every statement about dead letters would repeat.</summary>
internal static class Statements
{
    /// <summary>Only what was asked for stands in the text, so that the index on open letters serves it.</summary>
    public static string Sql(this LetterFilter filter) => string.Concat(
        "discard IS NULL",
        filter.Function is null ? "" : " AND function = @function",
        filter.Fingerprint is null ? "" : " AND fingerprint = @fingerprint",
        filter.Tenant is null ? "" : " AND tenant = @tenant",
        filter.Letter is null ? "" : " AND letter = @letter");

    public static DbCommand AddFilter(this DbCommand command, LetterFilter filter)
    {
        foreach (var (name, value) in new (string, object?)[] { ("@function", filter.Function), ("@fingerprint", filter.Fingerprint), ("@tenant", filter.Tenant), ("@letter", filter.Letter) })
        {
            if (value is not null)
                command.Add(name, value);
        }

        return command;
    }

    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        command.Add(name, value);
        return command;
    }

    /// <summary>All rows of one question, on a connection of its own.</summary>
    public static Task<IReadOnlyList<T>> ListAsync<T>(
        this IStoreDatabase database, string sql, Action<DbCommand> fill, Func<DbDataReader, T> read, CancellationToken ct) =>
        database.AskAsync(async () =>
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            fill(command);
            return await command.ListAsync(read, ct);
        });

    /// <summary>The same within a transaction.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            rows.Add(read(row));
        return rows;
    }
}
