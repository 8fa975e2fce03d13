using System.Diagnostics;
using ClearView.Cli.Processes;
using ClearView.Messaging.Store.Postgres;
using Npgsql;

namespace ClearView.Tests.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own, on loopback and with a password, begun when first asked for. It refuses to run as root, so root runs it
/// as Debian's user postgres. Its shell waits at our end of a pipe: however this process ends, so does the server.
/// </summary>
public sealed class PrivatePostgres : IAsyncLifetime
{
    private const string Missing = "PostgreSQL 15 is not installed. Install Debian's package 'postgresql', or run './clearview test' as root or with sudo.";
    private const string ServersUser = "postgres";
    private const string User = "clearview";
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);
    private static readonly string? _programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"clearview-postgres-{Guid.NewGuid():N}");
    private readonly string _password = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _one = new(1);
    private int _port;
    private Process? _server;

    /// <summary>Skips the test on a machine without PostgreSQL; in CI that is a failure.</summary>
    public static void Need()
    {
        if (_programs is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.SkipWhen(_programs is null, Missing);
    }

    /// <summary>That of the test run.</summary>
    public static async Task<PrivatePostgres> OfRunAsync()
    {
        Need();
        return await TestContext.Current.GetFixture<PrivatePostgres>()
            ?? throw new InvalidOperationException("Name it as a fixture of the assembly: [assembly: AssemblyFixture(typeof(PrivatePostgres))].");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The address of a new and empty database.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken ct)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0", ct);
        return AddressOf(name);
    }

    /// <summary>Ends every session of a database, as a server that is stopped does.</summary>
    public Task EndSessionsAsync(string address, CancellationToken ct) => ExecuteAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(address)}'", ct);

    public Task DropAsync(string address, CancellationToken ct) => ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(address)} WITH (FORCE)", ct);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.StandardInput.Close();
            using var deadline = new CancellationTokenSource(_deadline);
            await _server.WaitForExitAsync(deadline.Token);
            _server.Dispose();
        }

        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
        _one.Dispose();
    }

    private static string NameOf(string address) => new Uri(address).AbsolutePath.TrimStart('/');

    private string AddressOf(string database) => $"postgres://{User}:{_password}@127.0.0.1:{_port}/{database}";

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_server is null)
                await StartAsync();
            await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_port};Database=postgres;Username={User};Password={_password};Pooling=False;Command Timeout=60");
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(_directory);
        var password = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(password, _password);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("/bin/chown", ["-R", ServersUser, _directory]);
        // Set to a language, as many servers are, so that an order that depends on it shows.
        var data = Path.Combine(_directory, "data");
        await RunAsServerAsync(
        [
            Path.Combine(_programs!, "initdb"), "--pgdata", data, "--username", User, "--pwfile", password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-US", "--no-sync",
        ]);

        _port = FreePort.Take();
        // Bounded in time too: nobody's tests take an hour.
        var script = $"""
            exec 3<&0
            timeout -s QUIT 3600 {Path.Combine(_programs!, "postgres")} -D {data} -p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
              -c fsync=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB -c log_min_messages=fatal </dev/null >{data}/server.log 2>&1 &
            server=$!
            (cat <&3 >/dev/null; kill -QUIT $server) &
            wait $server
            """;
        _server = Process.Start(AsServer(["/bin/sh", "-c", script])) ?? throw new InvalidOperationException("The server was not started.");
        await WaitUntilItAnswersAsync();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        using var deadline = new CancellationTokenSource(_deadline);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_port};Database=postgres;Username={User};Password={_password};Pooling=False");
                await connection.OpenAsync(deadline.Token);
                return;
            }
            catch (NpgsqlException) when (!_server!.HasExited && !deadline.IsCancellationRequested)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }

    private static Task RunAsServerAsync(string[] command)
    {
        var start = AsServer(command);
        return RunAsync(start.FileName, [.. start.ArgumentList]);
    }

    private static ProcessStartInfo AsServer(string[] command)
    {
        string[] become = Environment.IsPrivilegedProcess ? ["/usr/bin/setpriv", "--reuid", ServersUser, "--regid", ServersUser, "--clear-groups"] : [];
        var all = become.Concat(command).ToList();
        return new ProcessStartInfo(all[0], all.Skip(1)) { RedirectStandardInput = true, WorkingDirectory = "/" };
    }

    private static async Task RunAsync(string file, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException($"'{file}' was not started.");
        using var deadline = new CancellationTokenSource(_deadline);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{Path.GetFileName(file)}' ended with {process.ExitCode}: {string.Join('\n', await said)}");
    }
}

/// <summary>A store in a new database, which goes with it.</summary>
public sealed class PostgresRoom(PrivatePostgres server, string address) : IAsyncDisposable
{
    public string Address => address;

    public static async Task<PostgresRoom> OpenAsync(CancellationToken ct)
    {
        var server = await PrivatePostgres.OfRunAsync();
        return new PostgresRoom(server, await server.NewDatabaseAsync(ct));
    }

    public PostgresStore NewStore() => new(address);

    public Task EndSessionsAsync(CancellationToken ct) => server.EndSessionsAsync(address, ct);

    public async ValueTask DisposeAsync() => await server.DropAsync(address, CancellationToken.None);
}
