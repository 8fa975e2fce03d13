using System.Threading.Channels;
using Npgsql;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>Bells by the server's LISTEN and NOTIFY: one connection listens, rings go out on those of the pool.</summary>
internal sealed class PostgresBells : IBells, IDisposable
{
    private const string Everybody = "clearview";
    private const int LongestAnswerSeconds = 5;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _askEvery = TimeSpan.FromSeconds(20);
    private readonly NpgsqlDataSource _source;
    private readonly string _ownConnection;
    private readonly Listeners _listeners = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _toRing = new(StringComparer.Ordinal);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _rings;
    private bool _listens;

    public PostgresBells(NpgsqlDataSource source, NpgsqlConnectionStringBuilder settings)
    {
        _source = source;
        _ownConnection = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            CommandTimeout = LongestAnswerSeconds,
            Timeout = LongestAnswerSeconds,
        }.ConnectionString;
    }

    public void Ring(string bell)
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested)
                return;
            _toRing.Add(bell);
            if (!_rings)
                _ = Task.Run(RingAsync);
            _rings = true;
        }

        _wake.Writer.TryWrite(true);
    }

    public IDisposable Listen(string bell, Action whenRung)
    {
        var listening = _listeners.Add(bell, whenRung);
        lock (_gate)
        {
            if (!_listens && !_ended.IsCancellationRequested)
                _ = Task.Run(ListenAsync);
            _listens = true;
        }

        return listening;
    }

    public void Dispose()
    {
        lock (_gate)
            _ended.Cancel();
    }

    private async Task RingAsync()
    {
        try
        {
            while (await _wake.Reader.WaitToReadAsync(_ended.Token))
            {
                _wake.Reader.TryRead(out _);
                string[] bells;
                lock (_gate)
                {
                    bells = [.. _toRing];
                    _toRing.Clear();
                }

                await SendAsync(bells);
            }
        }
        catch (OperationCanceledException)
        {
            // The store is closed.
        }
    }

    private async Task SendAsync(string[] bells)
    {
        try
        {
            await using var command = _source.CreateCommand("SELECT pg_notify($1, bell) FROM unnest($2) AS bell");
            command.CommandTimeout = LongestAnswerSeconds;
            command.Parameters.AddWithValue(Everybody);
            command.Parameters.AddWithValue(bells);
            await command.ExecuteNonQueryAsync(_ended.Token);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
        {
            // A ring that is lost costs its listeners the time until they look by themselves.
        }
    }

    private async Task ListenAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await HearAsync();
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException or OperationCanceledException)
            {
                await Task.Delay(_pause, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearAsync()
    {
        await using var connection = new NpgsqlConnection(_ownConnection);
        await connection.OpenAsync(_ended.Token);
        connection.Notification += (_, e) => _listeners.Tell(bell => string.Equals(bell, e.Payload, StringComparison.Ordinal));
        await using (var listen = new NpgsqlCommand($"LISTEN {Everybody}", connection))
            await listen.ExecuteNonQueryAsync(_ended.Token);
        _listeners.Tell(_ => true); // what was rung before
        while (true)
        {
            if (await connection.WaitAsync(_askEvery, _ended.Token))
                continue;
            // A connection that was cut in silence must not be listened to for ever.
            await using var ask = new NpgsqlCommand("SELECT 1", connection);
            await ask.ExecuteScalarAsync(_ended.Token);
        }
    }
}
