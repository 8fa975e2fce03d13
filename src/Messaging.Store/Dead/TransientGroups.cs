namespace ClearView.Messaging.Store.Dead;

/// <summary>Groups whose cause is marked transient, and whether what they depend on seems healthy again.</summary>
internal sealed class TransientGroups(IStoreDatabase database)
{
    private const int MostGroups = 100;

    /// <summary>So many others, one after the other and without a failure of this group between, are a sign.</summary>
    private const int Enough = 3;

    // What came in last: to look further back would cost by the size of the inbox.
    private const int MostLookedAt = 2_000;

    private const string HandledSince = """
        SELECT COUNT(*) FROM (SELECT function, state, ended_at FROM inbox ORDER BY position DESC LIMIT @most) AS newest
        WHERE function = @function AND state = 1 AND ended_at > @since
        """;

    private const string ResultsSince = """
        SELECT COUNT(*) FROM (SELECT source, kept_at FROM inbox ORDER BY position DESC LIMIT @most) AS newest
        WHERE source = @source AND kept_at > @since
        """;

    public Task<IReadOnlyList<TransientGroup>> ReadAsync(CancellationToken ct) => database.ListAsync(
        """
        SELECT function, fingerprint, MAX(failed_at) FROM dead_letters WHERE discard IS NULL AND transient = 1
        GROUP BY function, fingerprint ORDER BY MIN(letter) LIMIT @most
        """,
        command => command.Add("@most", MostGroups),
        row => new TransientGroup(new GroupKey(row.GetString(0), row.GetString(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))), ct);

    /// <summary>Whether the function has since handled some others: what it needs answers.</summary>
    public async Task<bool> IsWellSinceAsync(FunctionDescriptor function, DateTimeOffset since, CancellationToken ct) => (await database.ListAsync(
        function.KeepsState ? HandledSince : ResultsSince,
        command =>
        {
            command.With("@most", MostLookedAt).Add("@since", since.ToUnixTimeMilliseconds());
            if (function.KeepsState)
                command.Add("@function", function.Name);
            else
                command.Add("@source", "clearview/" + function.Name);
        }, row => row.GetInt64(0), ct))[0] >= Enough;
}

/// <param name="FailedAt">The last of its failures.</param>
internal sealed record TransientGroup(GroupKey Key, DateTimeOffset FailedAt);
