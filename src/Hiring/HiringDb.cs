using ClearView.Messaging.Store;
using Dapper;

namespace ClearView.Hiring;

/// <summary>Statements of the domain, in the scope's transaction when one is open.</summary>
public sealed class HiringDb(IStoreConnection store)
{
    /// <inheritdoc cref="IStoreConnection.AloneAsync"/>
    public Task AloneAsync(string name, CancellationToken ct) => store.AloneAsync(name, ct);

    public Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct) => store.UseAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct)), ct);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters, CancellationToken ct) => store.UseAsync<IReadOnlyList<T>>(
        async (connection, transaction) => [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))], ct);

    public Task<T?> FindAsync<T>(string sql, object parameters, CancellationToken ct) => store.UseAsync(
        (connection, transaction) => connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct)), ct);
}
