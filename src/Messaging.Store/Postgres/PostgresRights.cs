using Npgsql;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>
/// Exclusive rights among all processes that use the database: each is an advisory lock of one session, on a connection that does nothing
/// else. The server gives them up with the session. When the connection breaks, or the server does not answer on it in time, all are lost
/// here at once; the server notices a silent end only later, so nobody else has them before.
/// </summary>
internal sealed class PostgresRights : IDisposable
{
    /// <summary>Shorter than the server's keepalives take to find out that nobody is there any more.</summary>
    private const int LongestAnswerSeconds = 5;

    private static readonly TimeSpan _askEvery = TimeSpan.FromSeconds(5);
    private readonly string _connectionString;
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _ended = new();
    private volatile Session? _session;

    public PostgresRights(NpgsqlConnectionStringBuilder settings) => _connectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
    {
        Pooling = false,
        CommandTimeout = LongestAnswerSeconds,
        Timeout = LongestAnswerSeconds,
    }.ConnectionString;

    public async Task<IRight?> TryTakeAsync(string name, CancellationToken ct)
    {
        var key = LockKey.Of("right", name);
        await _one.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_ended.IsCancellationRequested, this);
            var session = _session is { IsLost: false } open ? open : await OpenAsync();
            // A session may take its own lock again, and each process has one session.
            if (session.Holds(key))
                return null;
            return await session.AskAsync("SELECT pg_try_advisory_lock(@key)", key) is true ? session.Add(key, this) : null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        _session?.Lose();
    }

    private async Task<Session> OpenAsync()
    {
        // Its deadline is its own: whoever asks may give up, and must not leave a lock on its way.
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(_ended.Token);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        var session = new Session(connection);
        _session = session;
        _ = KeepAskingAsync(session);
        return session;
    }

    private async Task GiveUpAsync(Session session, long key)
    {
        await _one.WaitAsync(CancellationToken.None);
        try
        {
            if (session.Remove(key))
                await session.AskAsync("SELECT pg_advisory_unlock(@key)", key);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            // It is lost with its connection, as all others are.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A right that nobody asks about must know too that it is lost.</summary>
    private async Task KeepAskingAsync(Session session)
    {
        while (!session.IsLost)
        {
            await Task.Delay(_askEvery, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested)
                return;
            await _one.WaitAsync(CancellationToken.None);
            try
            {
                if (!session.IsLost)
                    await session.AskAsync("SELECT @key", 0L);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }
            finally
            {
                _one.Release();
            }
        }
    }

    private sealed class Session(NpgsqlConnection connection)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<long> _held = [];
        private bool _lost;

        public bool IsLost
        {
            get
            {
                lock (_gate)
                    return _lost;
            }
        }

        public bool Holds(long key)
        {
            lock (_gate)
                return !_lost && _held.Contains(key);
        }

        public Right Add(long key, PostgresRights rights)
        {
            lock (_gate)
                _held.Add(key);
            return new Right(rights, this, key);
        }

        public bool Remove(long key)
        {
            lock (_gate)
                return _held.Remove(key) && !_lost;
        }

        /// <summary>Any failure loses the session: whether the server did what it was asked is not known.</summary>
        public async Task<object?> AskAsync(string sql, long key)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddWithValue("@key", key);
                return await command.ExecuteScalarAsync(CancellationToken.None);
            }
            catch
            {
                Lose();
                throw;
            }
        }

        public void Lose()
        {
            lock (_gate)
            {
                if (_lost)
                    return;
                _lost = true;
            }

            connection.Dispose();
        }
    }

    private sealed class Right(PostgresRights rights, Session session, long key) : IRight
    {
        public bool IsHeld => session.Holds(key);

        public async ValueTask DisposeAsync() => await rights.GiveUpAsync(session, key);
    }
}
