using System.Collections.Concurrent;
using System.Globalization;
using ClearView.Cli.Node;
using ClearView.Cli.PrivateRabbit;
using ClearView.Cli.Verbs;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Cli.Demo;

/// <summary>The four roles as processes around a RabbitMQ, each ended and started again by its id.</summary>
internal sealed class Supervisor : IInstallation
{
    private static readonly TimeSpan _absence = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, ChildProcess> _workers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _starting = new(1);
    private readonly DataFolder _data;
    private readonly DemoOptions _options;
    private readonly int _webPort;
    private readonly int _hookPort;
    private PrivateBroker? _broker;
    private RabbitMqTransport? _look;
    private Task _brokerStart = Task.CompletedTask;
    private ControlPort? _controls;

    public Supervisor(DemoOptions options, DataFolder data, int hookPort)
    {
        _options = options;
        _data = data;
        _hookPort = hookPort;
        _webPort = options.Once ? 0 : options.Port;
    }

    public static IReadOnlyList<string> Roles { get; } = ["web", "ai", "functions", "hr"];

    public string Url => $"http://127.0.0.1:{_webPort}";

    public string BrokerText { get; private set; } = "";

    public PrivateBroker? Broker => _broker;

    public DataFolder Data => _data;

    private string Address => _broker?.Address ?? _options.Broker;

    /// <summary>Lets the broker start. The roles need not wait for it: each connects when it is there, and makes what it misses.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (_options.Broker != DemoOptions.RabbitMq)
            return;
        _broker = await PrivateBroker.NewAsync(_data.RabbitMq, withManagement: !_options.Once, ct);
        _brokerStart = _broker.StartAsync(ct);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        if (!_options.Once)
            _controls = await ControlPort.StartAsync(this, ct);
        await Task.WhenAll([.. Roles.Select(role => StartWorkerAsync(role, ct)), LookAsync(ct)]);
    }

    public ChildProcess? Worker(string role) => _workers.GetValueOrDefault(role);

    /// <summary>Starts a role when it does not run, and returns when it answers.</summary>
    public async Task StartWorkerAsync(string role, CancellationToken ct)
    {
        await _starting.WaitAsync(ct);
        ChildProcess worker;
        try
        {
            if (Worker(role) is { IsRunning: true })
                return;
            worker = await ChildProcess.StartAsync("The role " + role, Arguments(role), "clearview " + role + " on ", Secrets(role));
            _workers[role] = worker;
        }
        finally
        {
            _starting.Release();
        }

        await worker.ReadyAsync(ct);
        _ = TellOfEndAsync(worker);
    }

    public SupervisorState State() => new(
        [.. Roles.Select(role => (role, worker: Worker(role))).Select(w => new WorkerState(w.role, w.role, w.worker is { IsRunning: true } running ? running.Id : null, w.worker?.IsRunning == true))],
        ButtonOf(_broker));

    public static BrokerButton ButtonOf(PrivateBroker? broker) => broker switch
    {
        null => BrokerButton.None,
        { IsStarting: true } => BrokerButton.Starting,
        { IsRunning: true } => BrokerButton.Stop,
        _ => BrokerButton.Start,
    };

    public Task StopBrokerAsync() => _broker?.KillAsync() ?? Task.CompletedTask;

    public Task StartBrokerAsync() => ButtonOf(_broker) == BrokerButton.Start ? _broker!.StartAsync(CancellationToken.None) : Task.CompletedTask;

    public Task KillWorkerAsync(string role) => Worker(role)?.KillAsync() ?? Task.CompletedTask;

    /// <summary>The page's own process comes back after a while: nobody could press its button Restart.</summary>
    public async Task KillByButtonAsync(string role)
    {
        await KillWorkerAsync(role);
        if (role != "web")
            return;

        await Task.Delay(_absence);
        await StartWorkerAsync(role, CancellationToken.None);
    }

    public async Task<long> PendingAsync(CancellationToken ct) =>
        (await _look!.InspectAsync(ct)).Where(q => q.Queue is not (Topology.Parking or Topology.Dead)).Sum(q => q.Ready + q.InFlight + (q.Delayed ?? 0));

    public async Task EndedAsync(CancellationToken ct) => await Task.Delay(Timeout.Infinite, ct);

    public async ValueTask DisposeAsync()
    {
        if (_controls is not null)
            await _controls.DisposeAsync();
        // Who brings new work stops first, then who handles it, then the broker.
        foreach (var role in Enumerable.Reverse(Roles))
        {
            if (Worker(role) is { } worker)
                await worker.DisposeAsync();
        }

        if (_look is not null)
            await _look.DisposeAsync();
        await _brokerStart.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_broker is not null)
            await _broker.DisposeAsync();
        _starting.Dispose();
    }

    /// <summary>Its output is read by nobody else: whoever runs the demo must see why a role died.</summary>
    private static async Task TellOfEndAsync(ChildProcess worker)
    {
        if (await worker.UnexpectedEndAsync() is { } lastWords)
            await Console.Error.WriteLineAsync("clearview: " + lastWords);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await _brokerStart;
        _look = new RabbitMqTransport(
            new RabbitMqOptions { Address = Address, ConnectionName = "clearview demo" }, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        await _look.StartAsync(RoleCatalog.Topology, ct);
        BrokerText = $"{_look.Broker.Name} {_look.Broker.Version}";
    }

    private IEnumerable<(string, string)> Secrets(string role)
    {
        yield return (UpVerb.BrokerVariable, Address);
        yield return (StorePlace.Variable, _data.Place.Address ?? StorePlace.InFolder);
        if (role == "web" && _controls is not null)
            yield return (ControlPort.TokenVariable, _controls.Token);
    }

    private List<string> Arguments(string role)
    {
        var port = role switch { "web" => _webPort, "hr" => _hookPort, _ => 0 };
        List<string> arguments =
        [
            "up", "--roles", role, "--data", _data.Path, "--port", port.ToString(CultureInfo.InvariantCulture),
        ];
        if (_broker?.ManagementAddress is { } management)
            arguments.AddRange(["--management", management.ToString()]);
        if (_options.HandlingLog)
            arguments.Add("--handling-log");
        if (role == "web")
            arguments.AddRange(["--samples", _options.Samples]);
        if (role == "web" && _controls is not null)
            arguments.AddRange(["--controls", _controls.Address]);
        return arguments;
    }
}
