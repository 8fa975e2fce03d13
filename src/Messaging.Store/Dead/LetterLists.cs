using System.Data.Common;

namespace ClearView.Messaging.Store.Dead;

/// <summary>Dead letters as an operator looks at them: by cause, or one by one. Every list is bounded.</summary>
public sealed class LetterLists(IStoreDatabase database)
{
    private const int MostTenantsNamed = 5;

    private const string Columns = """
        letter, function, fingerprint, cause, failed_at, transient, COALESCE((SELECT c.length FROM claims c WHERE c.claim = l.body), length(body)) AS body_length, discard, message_id, tenant, subject, order_key,
        source_version, causation_id, key_id, type, source, time, trace_parent, trace_state,
        (SELECT COUNT(*) FROM redriven r WHERE r.function = l.function AND r.message_id = l.message_id) AS redrives,
        (SELECT COUNT(*) FROM redriven r WHERE r.function = l.function AND r.message_id = l.message_id AND r.automatic = 1) AS automatic
        """;

    /// <summary>The largest groups first.</summary>
    public async Task<IReadOnlyList<LetterGroup>> GroupsAsync(LetterFilter filter, int most, CancellationToken ct)
    {
        var groups = await database.ListAsync(
            $"""
            SELECT function, fingerprint, COUNT(*), MIN(failed_at), MAX(failed_at), MAX(letter), MAX(transient), COUNT(DISTINCT tenant)
            FROM dead_letters WHERE {filter.Sql()} GROUP BY function, fingerprint ORDER BY COUNT(*) DESC, function, fingerprint LIMIT @most
            """,
            command => command.AddFilter(filter).With("@most", most),
            row => new LetterGroup(
                new GroupKey(row.GetString(0), row.GetString(1)), row.GetInt64(2), At(row, 3), At(row, 4), row.GetInt64(5), row.GetInt64(6) != 0, null, row.GetInt64(7), []),
            ct);
        var told = new List<LetterGroup>();
        foreach (var group in groups)
        {
            var of = filter with { Function = group.Key.Function, Fingerprint = group.Key.Fingerprint };
            var tenants = await database.ListAsync(
                $"SELECT DISTINCT tenant FROM dead_letters WHERE {of.Sql()} ORDER BY tenant LIMIT @most",
                command => command.AddFilter(of).With("@most", MostTenantsNamed), row => row.GetString(0), ct);
            var cause = await database.ListAsync(
                "SELECT cause FROM dead_letters WHERE letter = @letter", command => command.Add("@letter", group.Newest), row => row.ReadCause(), ct);
            told.Add(group with { Cause = cause.Count == 0 ? null : cause[0], SomeTenants = tenants });
        }

        return told;
    }

    /// <summary>The oldest first.</summary>
    /// <param name="after">The letter before the first; 0 for the beginning.</param>
    public Task<IReadOnlyList<LetterLine>> LettersAsync(LetterFilter filter, long after, int most, CancellationToken ct) => database.ListAsync(
        $"SELECT {Columns} FROM dead_letters l WHERE {filter.Sql()} AND letter > @after ORDER BY letter LIMIT @most",
        command => command.AddFilter(filter).With("@after", after).With("@most", most), Read, ct);

    /// <summary>Null when there is none, or it was put back.</summary>
    public async Task<LetterLine?> FindAsync(long letter, CancellationToken ct) => (await database.ListAsync(
        $"SELECT {Columns} FROM dead_letters l WHERE letter = @letter", command => command.Add("@letter", letter), Read, ct)).SingleOrDefault();

    /// <summary>The sealed body, to see whether it opens; its claim when what that leads to is not there.</summary>
    public async Task<byte[]?> BodyAsync(long letter, CancellationToken ct) => (await database.ListAsync(
        "SELECT COALESCE((SELECT c.body FROM claims c WHERE c.claim = l.body), l.body) FROM dead_letters l WHERE letter = @letter", command => command.Add("@letter", letter), row => row.GetFieldValue<byte[]>(0), ct)).SingleOrDefault();

    /// <summary>How many each tenant has; those with the most first.</summary>
    public Task<IReadOnlyList<(string Tenant, long Letters)>> TenantsAsync(LetterFilter filter, int most, CancellationToken ct) => database.ListAsync(
        $"SELECT tenant, COUNT(*) FROM dead_letters WHERE {filter.Sql()} GROUP BY tenant ORDER BY COUNT(*) DESC, tenant LIMIT @most",
        command => command.AddFilter(filter).With("@most", most), row => (row.GetString(0), row.GetInt64(1)), ct);

    public async Task<long> CountAsync(LetterFilter filter, CancellationToken ct) => (await database.ListAsync(
        $"SELECT COUNT(*) FROM dead_letters WHERE {filter.Sql()}", command => command.AddFilter(filter), row => row.GetInt64(0), ct))[0];

    private static LetterLine Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.ReadEnvelope(), row.ReadCause(), At(row, 4), row.GetInt64(5) != 0,
        Convert.ToInt64(row.GetValue(6), System.Globalization.CultureInfo.InvariantCulture), row.GetInt64(row.GetOrdinal("redrives")), row.GetInt64(row.GetOrdinal("automatic")),
        row.IsDBNull(7) ? null : row.GetInt64(7));

    private static DateTimeOffset At(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
