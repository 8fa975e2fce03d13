using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// A connection that keeps what it has prepared: SQLite parses and plans a statement anew for each command, which costs more than most
/// statements of a store themselves. For one user at a time. Disposing it gives it back to where it came from, if that still takes it.
/// </summary>
internal sealed class PreparedConnection(string connectionString, Func<PreparedConnection, bool>? giveBack = null) : SqliteConnection(connectionString)
{
    // More texts than a program has; lists of parameters of changing lengths are what would fill it.
    private const int MostKept = 256;
    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    private int _lent;

    /// <summary>Nobody's transaction or reader is open: either would go on seeing the store as it was.</summary>
    public bool IsAtRest => State == ConnectionState.Open && _lent == 0 && raw.sqlite3_get_autocommit(Handle) != 0;

    internal int Kept => _kept.Count;

    /// <summary>A command of that text without parameters and transaction, prepared if it was used before.</summary>
    public SqliteCommand Take(string sql)
    {
        _lent++;
        if (_kept.Remove(sql, out var kept))
            return kept;
        var command = CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        _lent--;
        command.Parameters.Clear();
        command.Transaction = null;
        if (State != ConnectionState.Open || !_kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
            return;
        }

        if (_kept.Count > MostKept)
            Forget();
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (giveBack?.Invoke(this) == true)
                return;
            Forget();
        }

        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var command in _kept.Values)
            command.Dispose();
        _kept.Clear();
    }
}
