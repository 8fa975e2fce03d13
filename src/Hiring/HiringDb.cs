using ClearView.Messaging.Store;
using Dapper;

namespace ClearView.Hiring;

/// <summary>Statements of the domain, in the scope's transaction when one is open.</summary>
public sealed class HiringDb(IStoreConnection store)
{
    public async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct) =>
        await (await store.OpenAsync(ct)).ExecuteAsync(new CommandDefinition(sql, parameters, store.Transaction, cancellationToken: ct));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters, CancellationToken ct) =>
        [.. await (await store.OpenAsync(ct)).QueryAsync<T>(new CommandDefinition(sql, parameters, store.Transaction, cancellationToken: ct))];

    public async Task<T?> FindAsync<T>(string sql, object parameters, CancellationToken ct) =>
        await (await store.OpenAsync(ct)).QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, store.Transaction, cancellationToken: ct));
}
