using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>The scope's connection for the domain's statements.</summary>
public interface IStoreConnection
{
    /// <summary>
    /// Lends the connection, opened when first asked for and closed with the scope, and the transaction, while a unit of work is open.
    /// Neither is used after <paramref name="work"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope has ended: whoever was left behind in it keeps nothing more.</exception>
    Task<T> UseAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken ct);

    /// <summary>
    /// From here to the end of the unit of work nobody else is inside who asked for the same name, in any process, and what they did is seen.
    /// For what reads and then writes: not every database has one writer at a time.
    /// </summary>
    /// <exception cref="InvalidOperationException">No unit of work has begun.</exception>
    Task AloneAsync(string name, CancellationToken ct);
}
