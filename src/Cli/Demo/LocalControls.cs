using System.Collections.Concurrent;
using ClearView.Cli.Node;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;
using ClearView.Messaging.Receive;
using ClearView.Web;

namespace ClearView.Cli.Demo;

/// <summary>The demo's buttons in one process: a worker is a role's functions, killed as if their process had died.</summary>
/// <param name="broker">The demo's own RabbitMQ; null when there is none.</param>
internal sealed class LocalControls(IServiceProvider services, DataFolder data, bool isEmbedded, PrivateBroker? broker) : IControls, IDisposable
{
    private readonly ConcurrentDictionary<string, TimeSpan> _slowed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private volatile bool _embeddedRuns = true;

    private FunctionHost Host => services.GetRequiredService<FunctionHost>();

    public IReadOnlyList<WorkerState> Workers =>
    [
        .. RoleCatalog.All.GroupBy(f => f.Role).Select(role => new WorkerState(
            RoleCatalog.Text(role.Key), RoleCatalog.Text(role.Key), null, role.All(f => Host.IsRunning(f.Function.Name)))),
    ];

    public IReadOnlyDictionary<string, TimeSpan> Slowed => _slowed;

    public BrokerButton Broker => !isEmbedded ? Supervisor.ButtonOf(broker) : _embeddedRuns ? BrokerButton.Stop : BrokerButton.Start;

    public Task SlowAsync(string function, TimeSpan wait, CancellationToken ct)
    {
        Slow(data, _slowed, function, wait);
        return Task.CompletedTask;
    }

    public Task KillAsync(string worker, CancellationToken ct) => Task.WhenAll(FunctionsOf(worker).Select(Host.KillAsync));

    public Task RestartAsync(string worker, CancellationToken ct)
    {
        foreach (var function in FunctionsOf(worker))
            Host.Start(function);
        return Task.CompletedTask;
    }

    public async Task StopBrokerAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (isEmbedded)
            {
                await services.GetRequiredService<ITransport>().StopAsync(ct);
                _embeddedRuns = false;
            }
            else if (broker is not null)
            {
                await broker.KillAsync();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task StartBrokerAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (isEmbedded)
            {
                await services.GetRequiredService<ITransport>().StartAsync(RoleCatalog.Topology, ct);
                _embeddedRuns = true;
            }
            else if (broker is not null)
            {
                await broker.StartAsync(CancellationToken.None);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    internal static void Slow(DataFolder data, ConcurrentDictionary<string, TimeSpan> slowed, string function, TimeSpan wait)
    {
        if (RoleCatalog.All.All(f => f.Function.Name != function))
            throw new ArgumentException($"There is no function '{function}'.", nameof(function));
        BrakeFile.Set(data.Control, function, wait);
        if (wait <= TimeSpan.Zero)
            slowed.TryRemove(function, out _);
        else
            slowed[function] = wait;
    }

    private static IEnumerable<string> FunctionsOf(string worker) =>
        RoleCatalog.All.Where(f => RoleCatalog.Text(f.Role) == worker).Select(f => f.Function.Name);
}
