using System.Data.Common;

namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// Letters that nobody will handle, by somebody's decision. Each stays where it is, sealed, under the number of the discard: it goes on
/// saying why a result is missing, and every account still adds up. It is listed, counted and redriven no more.
/// </summary>
public sealed class Discards(IStoreConnection store, TimeProvider clock)
{
    /// <summary>In the scope's unit of work, which the caller has begun and commits.</summary>
    /// <param name="by">Who decided.</param>
    /// <returns>Null when there is no such letter.</returns>
    public Task<Discard?> AddAsync(LetterFilter filter, string by, string reason, CancellationToken ct) => store.UseAsync(async (connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        var id = (long)(await Command(connection, transaction, """
            INSERT INTO discards (discarded_at, discarded_by, reason, letters) VALUES (@now, @by, @reason, 0) RETURNING discard
            """).With("@now", now.ToUnixTimeMilliseconds()).With("@by", by).With("@reason", reason).ExecuteScalarAsync(ct))!;
        var letters = (long)await Command(connection, transaction, $"UPDATE dead_letters SET discard = @discard WHERE {filter.Sql()}")
            .AddFilter(filter).With("@discard", id).ExecuteNonQueryAsync(ct);
        if (letters == 0)
            return null;
        await Command(connection, transaction, "UPDATE discards SET letters = @letters WHERE discard = @discard")
            .With("@letters", letters).With("@discard", id).ExecuteNonQueryAsync(ct);
        return new Discard(id, now, by, reason, letters);
    }, ct);

    /// <summary>The letters of one discard, by the messages that they are, in pages.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync(Discard discard, CancellationToken ct) => store.UseAsync(async (connection, transaction) =>
        await Command(connection, transaction, "SELECT function || ' ' || message_id FROM dead_letters WHERE discard = @discard ORDER BY letter")
            .With("@discard", discard.Id).ListAsync(row => row.GetString(0), ct), ct);

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}

/// <param name="Id">Under which its letters stand.</param>
public sealed record Discard(long Id, DateTimeOffset At, string By, string Reason, long Letters);
