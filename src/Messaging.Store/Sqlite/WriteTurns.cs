using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// SQLite lets one writer in at a time. The writers of this process queue (<see cref="WriterQueue"/>), processes take turns
/// (<see cref="ProcessTurn"/>), and here they write on one connection. Short turns that wait for each other share a transaction, each
/// behind a savepoint: it costs one beginning, one end and one copy of each page for all of them. A turn that fails undoes itself; a
/// commit that fails fails all.
/// </summary>
internal sealed class WriteTurns : IDisposable
{
    private const string Savepoint = "SAVEPOINT turn";
    private const string Keep = "RELEASE turn";
    private const string Undo = "ROLLBACK TO turn";
    private const int MostMembers = 128;
    private readonly Func<PreparedConnection> _open;
    private readonly TimeSpan _quick;
    private readonly WriterQueue _writers;
    private readonly ProcessTurn _process;
    private readonly ConcurrentDictionary<string, long> _lastTook = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly List<TaskCompletionSource> _members = [];
    private PreparedConnection? _connection;
    private SqliteTransaction? _transaction;
    private long _beganAt;

    /// <param name="quick">Who took no longer the last time may be let into a transaction that others wait to see ended, until that has lasted twice as long.</param>
    public WriteTurns(Func<PreparedConnection> open, ProcessTurn process, TimeSpan quick)
    {
        _open = open;
        _process = process;
        _quick = quick;
        _writers = new WriterQueue(Close);
    }

    /// <summary>Completes when it is this writer's turn.</summary>
    public async Task<IStoreWrite> TakeAsync(string writer, CancellationToken ct)
    {
        await _writers.EnterAsync(writer, ct);
        try
        {
            if (_transaction is null)
                await _process.EnterAsync(ct);
            return Begin(writer);
        }
        catch (Exception e)
        {
            Fail(e);
            _writers.Leave();
            throw;
        }
    }

    public void Dispose() => _writers.Dispose();

    private Turn Begin(string writer)
    {
        _connection ??= _open();
        var isFirst = _transaction is null;
        if (isFirst)
        {
            // IMMEDIATE: a transaction that read first and wrote later could not be retried by waiting.
            _transaction = _connection.BeginTransaction(deferred: false);
            _beganAt = Stopwatch.GetTimestamp();
        }
        else
        {
            Execute(Savepoint);
        }

        return new Turn(this, writer, isFirst);
    }

    /// <summary>Ends a turn; what it wrote is kept when the returned task completes.</summary>
    private Task End(Turn turn, bool keep)
    {
        _lastTook[turn.Writer] = Stopwatch.GetTimestamp() - turn.BeganAt;
        TaskCompletionSource? member = null;
        try
        {
            if (HasVanished)
                throw new IOException("SQLite gave the transaction up; nothing of it is kept.");
            if (keep)
            {
                if (!turn.IsFirst)
                    Execute(Keep);
                _members.Add(member = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            else if (!turn.IsFirst)
            {
                Execute(Undo);
                Execute(Keep);
            }
            else
            {
                GiveUpTransaction(); // nobody else is in it yet
            }

            if (_transaction is not null && !MayShare())
                Commit();
        }
        catch (Exception e)
        {
            Fail(e);
            if (keep && member is null)
                member = Failed(e);
        }
        finally
        {
            _writers.Leave();
        }

        return member?.Task ?? Task.CompletedTask;
    }

    // SQLite ends a transaction by itself when its disk fails or is full.
    private bool HasVanished => raw.sqlite3_get_autocommit(_connection!.Handle) != 0;

    // Whoever is let in may not leave the queue any more: the transaction is left open for him.
    private bool MayShare() => _members.Count < MostMembers && Stopwatch.GetElapsedTime(_beganAt) <= 2 * _quick && _writers.Expect(IsQuick);

    private bool IsQuick(string writer) => _lastTook.TryGetValue(writer, out var took) && Stopwatch.GetElapsedTime(0, took) < _quick;

    private void Commit()
    {
        if (_members.Count == 0)
        {
            GiveUpTransaction();
            return;
        }

        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        _process.Leave();
        foreach (var member in _members)
            member.SetResult();
        _members.Clear();
    }

    private void GiveUpTransaction()
    {
        var transaction = _transaction;
        _transaction = null;
        try
        {
            transaction?.Dispose();
        }
        finally
        {
            _process.Leave();
        }
    }

    private void Fail(Exception e)
    {
        foreach (var member in _members)
            member.SetException(e);
        _members.Clear();
        try
        {
            GiveUpTransaction();
        }
        catch (Exception)
        {
            // The connection goes, and the transaction with it.
        }

        Close();
    }

    private void Close()
    {
        // The store was disposed while they waited for the others' turns to end.
        foreach (var member in _members)
            member.SetException(new ObjectDisposedException(nameof(WriteTurns)));
        _members.Clear();
        _transaction?.Dispose();
        _transaction = null;
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
        _connection?.Dispose();
        _connection = null;
        _process.Leave();
    }

    private void Execute(string sql) => Command(sql).ExecuteNonQuery();

    private SqliteCommand Command(string sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection!.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        command.Parameters.Clear();
        return command;
    }

    private static TaskCompletionSource Failed(Exception e)
    {
        var failed = new TaskCompletionSource();
        failed.SetException(e);
        return failed;
    }

    private sealed class Turn(WriteTurns turns, string writer, bool isFirst) : IStoreWrite
    {
        private bool _ended;

        public string Writer => writer;

        public bool IsFirst => isFirst;

        public long BeganAt { get; } = Stopwatch.GetTimestamp();

        public DbConnection Connection => turns._connection!;

        public DbTransaction Transaction => turns._transaction!;

        public DbCommand Command(string sql) => turns.Command(sql);

        public Task AloneAsync(string name, CancellationToken ct) => Task.CompletedTask; // SQLite has one writer

        public Task CommitAsync()
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _ended = true;
            return turns.End(this, keep: true);
        }

        public ValueTask DisposeAsync()
        {
            if (_ended)
                return ValueTask.CompletedTask;
            _ended = true;
            return new ValueTask(turns.End(this, keep: false));
        }
    }
}
