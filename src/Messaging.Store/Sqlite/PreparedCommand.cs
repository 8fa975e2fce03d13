using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>Lends the prepared command of its text from its connection, and gives it back when it is disposed. SQLite answers at once, so nothing here waits.</summary>
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
    private SqliteCommand? _lent;
    private SqliteTransaction? _transaction;
    private SqliteDataReader? _reader;

    [AllowNull]
    public override string CommandText
    {
        get => _lent?.CommandText ?? "";
        set
        {
            GiveBack();
            _lent = connection.Take(value ?? "");
            _lent.Transaction = _transaction;
        }
    }

    public override int CommandTimeout
    {
        get => Lent.CommandTimeout;
        set => Lent.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Lent.CommandType = value; // refuses all others
    }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public override bool DesignTimeVisible { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command stays with the connection that made it.");
    }

    protected override DbParameterCollection DbParameterCollection => Lent.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = (SqliteTransaction?)value;
            _lent?.Transaction = _transaction;
        }
    }

    private SqliteCommand Lent => _lent ?? throw new InvalidOperationException("Say first which statement it is.");

    public override void Cancel() => _lent?.Cancel();

    public override void Prepare() => Lent.Prepare();

    public override int ExecuteNonQuery() => Lent.ExecuteNonQuery();

    public override object? ExecuteScalar() => Lent.ExecuteScalar();

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteNonQuery());
    }

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteScalar());
    }

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => _reader = Lent.ExecuteReader(behavior);

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteDbDataReader(behavior));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        _reader?.Dispose();
        if (_lent is { } lent)
            connection.GiveBack(lent);
        (_reader, _lent) = (null, null);
    }
}
