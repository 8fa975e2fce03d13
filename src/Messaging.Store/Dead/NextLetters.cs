namespace ClearView.Messaging.Store.Dead;

/// <summary>Which letters of a redrive come next: tenants in turn, the oldest of each first, so that those of one key keep their order.</summary>
internal sealed class NextLetters(IStoreDatabase database)
{
    /// <summary>How often the running system redrives one letter by itself.</summary>
    public const int MostAutomatic = 3;

    // Tenants are few, and each is found by one look into the index, however many letters lie between.
    private const string Tenants = """
        WITH RECURSIVE found (tenant) AS (
            SELECT MIN(tenant) FROM dead_letters WHERE discard IS NULL AND function = @function AND fingerprint = @fingerprint
            UNION ALL
            SELECT (SELECT MIN(tenant) FROM dead_letters WHERE discard IS NULL AND function = @function AND fingerprint = @fingerprint AND tenant > found.tenant)
            FROM found WHERE found.tenant IS NOT NULL)
        SELECT tenant FROM found WHERE tenant IS NOT NULL LIMIT @most
        """;

    private const string Letters = """
        SELECT letter FROM dead_letters d
        WHERE discard IS NULL AND function = @function AND fingerprint = @fingerprint AND tenant = @tenant AND letter <= @until
        """;

    private const string OfOne = " AND letter = @letter";

    private const string Eligible = """
         AND transient = 1
         AND (SELECT COUNT(*) FROM redriven r WHERE r.function = d.function AND r.message_id = d.message_id AND r.automatic = 1) < @automatic
        """;

    /// <param name="after">The tenant that had the last turn.</param>
    public async Task<IReadOnlyList<long>> ReadAsync(RedriveOrder order, long until, int most, string? after, CancellationToken ct)
    {
        var tenants = order.Tenant is { } one ? [one] : await database.ListAsync(
            Tenants, command => command.With("@function", order.Group.Function).With("@fingerprint", order.Group.Fingerprint).Add("@most", RedriveOrder.MostRate),
            row => row.GetString(0), ct);
        List<string> inTurn = [.. tenants.Where(t => string.CompareOrdinal(t, after) > 0), .. tenants.Where(t => string.CompareOrdinal(t, after) <= 0)];
        var found = new List<IReadOnlyList<long>>();
        foreach (var tenant in inTurn)
        {
            if (found.Count(f => f.Count > 0) == most)
                break; // one of each is enough
            found.Add(await OfTenantAsync(order, tenant, until, most, ct));
        }

        return [.. Enumerable.Range(0, most).SelectMany(turn => found.Where(f => f.Count > turn).Select(f => f[turn])).Take(most)];
    }

    private Task<IReadOnlyList<long>> OfTenantAsync(RedriveOrder order, string tenant, long until, int most, CancellationToken ct) => database.ListAsync(
        Letters + (order.Letter is null ? "" : OfOne) + (order.IsAutomatic ? Eligible : "") + " ORDER BY letter LIMIT @most",
        command =>
        {
            command.With("@function", order.Group.Function).With("@fingerprint", order.Group.Fingerprint).With("@tenant", tenant).With("@until", until).Add("@most", most);
            if (order.Letter is { } letter)
                command.Add("@letter", letter);
            if (order.IsAutomatic)
                command.Add("@automatic", MostAutomatic);
        }, row => row.GetInt64(0), ct);
}
