using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Cli.Drills.Stage;

/// <summary>The folder, the broker and the processes of one drill, and what can be done to them.</summary>
internal sealed class DrillStage : IAsyncDisposable
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);
    private readonly List<KeptPart> _parts = [];
    private readonly TextWriter? _report;
    private readonly DrillSetup _setup;
    private readonly SabotageKind _sabotage;
    private RabbitMqTransport? _watch;

    private DrillStage(DrillSetup setup, DrillOptions options, string folder, DrillNet net, TextWriter? report)
    {
        (_setup, Folder, Load, _sabotage, Net, _report) = (setup, folder, options.Load, options.Sabotage, net, report);
        Random = new Random(options.Seed);
        Orders = new Orders(Orders.FolderIn(folder));
    }

    public string Folder { get; }

    /// <summary>The broker and the way to it.</summary>
    public DrillNet Net { get; }

    public Orders Orders { get; }

    /// <summary>All chance of a drill.</summary>
    public Random Random { get; }

    public IReadOnlyList<KeptPart> Workers => [.. _parts.Where(p => p.Role == PartRole.Worker)];

    public IReadOnlyList<KeptPart> Publishers => [.. _parts.Where(p => p.Role == PartRole.Publisher)];

    public IReadOnlyList<KeptPart> Parts => _parts;

    /// <summary>What was done to whom, by kind.</summary>
    public SortedDictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>How long letters are sent while things fail.</summary>
    public TimeSpan Load { get; }

    /// <summary>What the drill measures beside the account, once the effects are known.</summary>
    public IMeasure? Measure { get; set; }

    public string Store => DrillPart.StoreIn(Folder);

    public static async Task<DrillStage> PrepareAsync(DrillSetup setup, DrillOptions options, string folder, TextWriter? report, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var stage = new DrillStage(setup, options, folder, await DrillNet.StartAsync(setup, Path.Combine(folder, "rabbitmq"), ct), report);
        try
        {
            _ = LocalKeyRing.OpenOrCreate(stage.Part("", PartRole.Worker).Key, TimeProvider.System);
            using (var store = new SqliteStore(stage.Store))
            {
                await StoreServices.PrepareAsync(store, ct);
                await StoreSchema.ApplyAsync(store, "drill", EffectRow.Schema, ct);
            }

            stage._watch = new RabbitMqTransport(
                new RabbitMqOptions { Address = stage.Net.Address, ConnectionName = "drill" }, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
            await stage._watch.StartAsync(Topology.Of(DrillFunctions.Of(setup.Functions)), ct);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the processes and returns when letters have effects.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        var parts = Enumerable.Range(1, _setup.Workers).Select(i => Part($"worker-{i}", PartRole.Worker))
            .Concat(Enumerable.Range(1, _setup.Publishers).Select(i => Part($"publisher-{i}", PartRole.Publisher)))
            .Concat(_setup.WithBareClient ? [Part("bare", PartRole.Bare)] : []);
        foreach (var start in parts.Select(part => KeptPart.StartAsync(part, Net.Address, ct)).ToList())
            _parts.Add(await start);
        await WaitForEffectsAsync(50, ct);
    }

    public void Tell(string text) => _report?.WriteLine(text);

    /// <summary>Notes a fault for the account and tells of it.</summary>
    public void Note(string kind, string? whom = null)
    {
        lock (Done)
            Done[kind] = Done.GetValueOrDefault(kind) + 1;
        Tell($"  {kind}{(whom is null ? "" : ": " + whom)}");
    }

    /// <summary>Waits a random while; false when the time of the load is over.</summary>
    public async Task<bool> WaitAWhileAsync(double fromSeconds, double toSeconds, CancellationToken time)
    {
        await Task.Delay(TimeSpan.FromSeconds(fromSeconds + Random.NextDouble() * (toSeconds - fromSeconds)), time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !time.IsCancellationRequested;
    }

    public static async Task WaitAsync(TimeSpan wait, CancellationToken time)
    {
        if (wait > TimeSpan.Zero || wait == Timeout.InfiniteTimeSpan)
            await Task.Delay(wait, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Until the time of the load is over.</summary>
    public static Task WaitUntilOverAsync(CancellationToken time) => WaitAsync(Timeout.InfiniteTimeSpan, time);

    public T OneOf<T>(IReadOnlyList<T> all) => all[Random.Next(all.Count)];

    /// <summary>
    /// Kills a worker that certainly holds messages: all are made to wait before each, until hands are full. Every drill does it once, for
    /// a library that acknowledges too early loses nothing while nobody dies.
    /// </summary>
    public async Task KillWithFullHandsAsync(CancellationToken ct)
    {
        await WaitForEffectsAsync(20, ct);
        Orders.Give(Orders.Brake, 200);
        await Task.Delay(TimeSpan.FromMilliseconds(700), ct);
        var worker = OneOf(Workers);
        Note("kill -9", worker.Name + ", with its hands full");
        await worker.KillAsync();
        Orders.Give(Orders.Brake, 0);
    }

    /// <summary>Until so many more effects are there: the drill's processes work.</summary>
    public async Task WaitForEffectsAsync(int more, CancellationToken ct)
    {
        var wanted = (await Traces.CountAsync(Store, ct)).Effects + more;
        for (var waited = TimeSpan.Zero; waited < _longestWait; waited += _look)
        {
            if ((await Traces.CountAsync(Store, ct)).Effects >= wanted)
                return;
            await Task.Delay(_look, ct);
        }

        throw new InvalidOperationException(
            $"Nothing was handled for {_longestWait.TotalSeconds:0} s. {string.Join('\n', _parts.Where(p => p.EndsOfItsOwn > 0).Select(p => $"'{p.Name}' ended by itself and said:\n{p.LastWords}"))}");
    }

    /// <summary>Messages that stand at the broker, other than for good.</summary>
    public async Task<long> StandingAsync(CancellationToken ct) =>
        (await _watch!.InspectAsync(ct)).Where(q => q.Queue != Topology.Parking).Sum(q => q.Ready + q.InFlight + (q.Delayed ?? 0));

    /// <summary>Each ends what it is doing; those that do not are killed.</summary>
    public Task EndPartsAsync() => Task.WhenAll(_parts.Select(p => p.EndAsync()));

    public async ValueTask DisposeAsync()
    {
        await EndPartsAsync();
        foreach (var part in _parts)
            await part.DisposeAsync();
        if (_watch is not null)
            await _watch.DisposeAsync();
        await Net.DisposeAsync();
    }

    private DrillPart Part(string name, PartRole role) => new()
    {
        Name = name,
        Role = role,
        Folder = Folder,
        Functions = _setup.Functions,
        Sabotage = _sabotage,
        PerSecond = _setup.PerSecond,
        OnlyByOutbox = _setup.OnlyByOutbox,
        Tenants = _setup.Tenants,
        OneUnwantedOf = _setup.OneUnwantedOf,
    };
}
