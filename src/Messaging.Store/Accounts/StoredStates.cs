using System.Data.Common;
using System.Globalization;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>What the store says of a handful of messages, each question along an index.</summary>
internal sealed class StoredStates(IStoreDatabase database)
{
    /// <summary>Messages in one question.</summary>
    public const int MostAtOnce = 500;

    /// <summary>At one function with a store.</summary>
    public async Task<IReadOnlyDictionary<MessageId, InboxRow>> InboxAsync(string function, IReadOnlyCollection<MessageId> ids, CancellationToken ct) => (await ListAsync(
        $"SELECT message_id, state, due_at, kept_at, first_position FROM inbox WHERE function = @function AND message_id IN ({Names(ids)})", ids,
        command => command.Add("@function", function),
        row => (Id: MessageId.Parse(row.GetString(0)), Row: new InboxRow(
            (InboxState)row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.IsDBNull(4))),
        ct)).ToDictionary(r => r.Id, r => r.Row);

    /// <summary>Letters of one function.</summary>
    public async Task<IReadOnlyDictionary<MessageId, MessageState>> LettersAsync(string function, IReadOnlyCollection<MessageId> ids, CancellationToken ct) => (await ListAsync(
        $"SELECT message_id, discard FROM dead_letters WHERE function = @function AND message_id IN ({Names(ids)})", ids,
        command => command.Add("@function", function),
        row => (Id: MessageId.Parse(row.GetString(0)), State: row.IsDBNull(1) ? MessageState.Dead : MessageState.Discarded), ct)).ToDictionary(r => r.Id, r => r.State);

    /// <summary>When the keys of those persons were destroyed, for the last time.</summary>
    public async Task<IReadOnlyDictionary<(string Tenant, string Subject), DateTimeOffset>> ErasedAsync(IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        subjects.Count == 0 ? new Dictionary<(string, string), DateTimeOffset>() : (await database.ListAsync(
            $"SELECT tenant, subject, MAX(erased_at) FROM erased_keys WHERE subject IN ({string.Join(',', subjects.Select((_, i) => Name(i)))}) GROUP BY tenant, subject",
            command => Fill(command, subjects),
            row => (Whose: (row.GetString(0), row.GetString(1)), At: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))), ct)).ToDictionary(r => r.Whose, r => r.At);

    /// <summary>The newest row of all inboxes.</summary>
    public async Task<long> NewestAsync(CancellationToken ct) => (await database.ListAsync(
        "SELECT MAX(position) FROM inbox", _ => { }, row => row.IsDBNull(0) ? 0 : row.GetInt64(0), ct))[0];

    /// <summary>Functions that something came to from their queues since.</summary>
    public async Task<IReadOnlySet<string>> ReceivedSinceAsync(long newest, CancellationToken ct) => (await database.ListAsync(
        "SELECT DISTINCT function FROM inbox WHERE position > @newest AND first_position IS NULL", command => command.Add("@newest", newest),
        row => row.GetString(0), ct)).ToHashSet(StringComparer.Ordinal);

    /// <summary>All that is in the outbox, and all that it has set aside; letters first, so that one which is put back between is found again.</summary>
    public async Task ReadUnsentAsync(Action<UnsentMessage, string?> note, CancellationToken ct)
    {
        await EachAsync(
            $"SELECT message_id, discard, type, tenant, time FROM dead_letters WHERE function = '{GroupKey.Outbox}'",
            row => note(Unsent(row, row.IsDBNull(1) ? MessageState.Dead : MessageState.Discarded), null), ct);
        await EachAsync(
            "SELECT message_id, queue, type, tenant, time FROM outbox", row => note(Unsent(row, MessageState.Outbox), row.IsDBNull(1) ? null : row.GetString(1)), ct);

        static UnsentMessage Unsent(DbDataReader row, MessageState state) => new(
            MessageId.Parse(row.GetString(0)), state, row.GetString(2), row.GetString(3), DateTimeOffset.Parse(row.GetString(4), CultureInfo.InvariantCulture));
    }

    /// <summary>Letters that no function took when they came, and that nobody has discarded since.</summary>
    public async Task<long> UnroutableAsync(CancellationToken ct) => (await database.ListAsync(
        $"SELECT COUNT(*) FROM dead_letters WHERE function = '{DeadLetterKeeper.Parking}' AND discard IS NULL", _ => { }, row => row.GetInt64(0), ct))[0];

    private Task<bool> EachAsync(string sql, Action<DbDataReader> take, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            take(row);
        return true;
    });

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, IReadOnlyCollection<MessageId> ids, Action<DbCommand> fill, Func<DbDataReader, T> read, CancellationToken ct) => ids.Count == 0 ? [] : await database.ListAsync(
            sql, command =>
            {
                Fill(command, ids.Select(id => id.ToString()));
                fill(command);
            }, read, ct);

    private static void Fill(DbCommand command, IEnumerable<string> values)
    {
        foreach (var (i, value) in values.Index())
            command.Add(Name(i), value);
    }

    private static string Names(IReadOnlyCollection<MessageId> ids) => string.Join(',', Enumerable.Range(0, ids.Count).Select(Name));

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@m{i}");
}

/// <param name="CameByQueue">Not from history, nor back from the dead letters.</param>
internal readonly record struct InboxRow(InboxState State, DateTimeOffset Due, DateTimeOffset KeptAt, bool CameByQueue);
