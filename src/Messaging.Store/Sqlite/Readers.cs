using System.Data.Common;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>The connections that this process reads with: as many as are asked for at once, and a few kept for those who ask next.</summary>
internal sealed class Readers(Func<Func<PreparedConnection, bool>, PreparedConnection> open) : IDisposable
{
    private const int MostKept = 16;
    private readonly Lock _gate = new();
    private readonly Stack<PreparedConnection> _kept = new();
    private bool _disposed;

    public DbConnection Take()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_kept.TryPop(out var kept))
                return kept;
        }

        return open(Keep);
    }

    public void Dispose()
    {
        PreparedConnection[] kept;
        lock (_gate)
        {
            _disposed = true;
            kept = [.. _kept];
            _kept.Clear();
        }

        foreach (var connection in kept)
            connection.Dispose();
    }

    private bool Keep(PreparedConnection connection)
    {
        lock (_gate)
        {
            if (_disposed || _kept.Count >= MostKept || !connection.IsAtRest)
                return false;
            _kept.Push(connection);
            return true;
        }
    }
}
