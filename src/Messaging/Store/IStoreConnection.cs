using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>The connection and, while a unit of work is open, the transaction that the domain's statements run in. One per scope.</summary>
public interface IStoreConnection
{
    /// <summary>Opened when first asked for; closed with the scope.</summary>
    Task<DbConnection> OpenAsync(CancellationToken ct);

    DbTransaction? Transaction { get; }
}
