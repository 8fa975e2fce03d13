using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClearView.Web.Live;

/// <summary>
/// Looks at the broker and the store at most once a second, however many watch, and not at all when nobody does. A page never waits
/// long for it: it then shows what was known before.
/// </summary>
internal sealed partial class Snapshots(WebParts parts, ITransport transport, IOutbox outbox, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Snapshots> log,
    IControls? controls = null)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patienceOfPage = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _brokerDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _storeDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestAge = TimeSpan.FromSeconds(10);
    private const int MostArrivals = 12;

    // Counting everything may take its time in a large store: at most a tenth of it is spent on counting.
    private const int RestPerLook = 10;

    // The broker and the store are not looked at in one moment: one quiet look proves little.
    private const int QuietLooks = 3;

    private readonly Lock _gate = new();
    private readonly QueueHistory _history = new(parts.Functions);
    private Task<Snapshot>? _looking;
    private Snapshot? _latest;
    private DateTimeOffset _countAgainAt;
    private int _quietLooks;

    public async Task<Snapshot> LatestAsync(CancellationToken ct)
    {
        Task<Snapshot> looking;
        lock (_gate)
        {
            if (_latest is { } fresh && clock.GetUtcNow() - fresh.At < Interval * 0.9)
                return fresh;
            looking = _looking ??= Task.Run(LookAsync, CancellationToken.None);
        }

        await Task.WhenAny(looking, Task.Delay(_patienceOfPage, clock, ct));
        ct.ThrowIfCancellationRequested();
        lock (_gate)
            return _latest ?? Nothing();
    }

    private async Task<Snapshot> LookAsync()
    {
        var before = _latest ?? Nothing();
        try
        {
            var (broker, queues) = await LookAtBrokerAsync(before);
            var (account, waiting, arrivals) = await LookAtStoreAsync(before);
            var at = clock.GetUtcNow();
            var now = new Snapshot(at, broker, queues, account, waiting, arrivals, HrSystemView.Of(parts.HrSystems(), at), IsQuiet: false);
            _quietLooks = broker.IsRunning && now.Open == 0 ? _quietLooks + 1 : 0;
            return _latest = now with { IsQuiet = _quietLooks >= QuietLooks };
        }
        catch (Exception e)
        {
            // Pages go on with what was known; nobody awaits this task for sure, so a fault would stay unseen.
            Log.Failed(log, e.GetType().Name, e.StackTrace);
            return before;
        }
        finally
        {
            lock (_gate)
                _looking = null;
        }
    }

    private async Task<(BrokerView, IReadOnlyList<QueueView>)> LookAtBrokerAsync(Snapshot before)
    {
        try
        {
            using var deadline = new CancellationTokenSource(_brokerDeadline, clock);
            var states = await transport.InspectAsync(deadline.Token).WaitAsync(_brokerDeadline, clock, CancellationToken.None);
            return (Broker(BrokerView.Running), _history.Add(states, clock.GetUtcNow()));
        }
        catch (Exception e) when (e is BrokerUnavailableException or TimeoutException or OperationCanceledException)
        {
            // What was seen long ago, while nobody watched, is not what waits now.
            var recent = clock.GetUtcNow() - before.At < _longestAge ? before.Queues : [];
            return (Broker(controls?.Broker == BrokerButton.Start ? BrokerView.Stopped : BrokerView.Away), [.. recent.Select(q => q with { Consumers = 0, InPerSecond = null, OutPerSecond = null })]);
        }
    }

    private async Task<(Account?, long?, IReadOnlyList<ArrivalView>)> LookAtStoreAsync(Snapshot before)
    {
        if (clock.GetUtcNow() < _countAgainAt)
            return (before.Account, before.Waiting, before.Arrivals);

        var started = clock.GetTimestamp();
        try
        {
            using var deadline = new CancellationTokenSource(_storeDeadline, clock);
            await using var scope = scopes.CreateAsyncScope();
            var account = await scope.ServiceProvider.GetRequiredService<Accounting>().TakeAsync(TenantId.Default, deadline.Token);
            var arrivals = await ArrivalsAsync(scope.ServiceProvider, deadline.Token);
            return (account, await outbox.CountAsync(OutboxBound.MostCounted, deadline.Token), arrivals);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException)
        {
            return (before.Account, before.Waiting, before.Arrivals);
        }
        finally
        {
            _countAgainAt = clock.GetUtcNow() + clock.GetElapsedTime(started) * RestPerLook;
        }
    }

    private static async Task<IReadOnlyList<ArrivalView>> ArrivalsAsync(IServiceProvider services, CancellationToken ct)
    {
        var list = services.GetRequiredService<CandidateList>();
        var candidates = services.GetRequiredService<CandidateStore>();
        var views = new List<ArrivalView>();
        foreach (var arrival in await services.GetRequiredService<RecentEvents>().ArrivalsAsync(TenantId.Default, MostArrivals, ct))
        {
            if (await list.FindAsync(TenantId.Default, arrival.Candidate, ct) is { } row)
            {
                var story = row.State == "anonymous" ? await candidates.FindStoryAsync(TenantId.Default, row.Id, ct) : null;
                views.Add(new ArrivalView(row.Id, arrival.At, row.State, row.BestScore, row.Origin.System, story?.Headline));
            }
        }

        return views;
    }

    private Snapshot Nothing() => new(DateTimeOffset.MinValue, Broker(BrokerView.Unknown), [], null, null, [], HrSystemView.Of(parts.HrSystems(), clock.GetUtcNow()), IsQuiet: false);

    private BrokerView Broker(string state) => new(transport.Broker.Name, transport.Broker.Version, transport.Broker.Address, state);

    private static partial class Log
    {
        // The exception's own text may quote content, so it is not logged.
        [LoggerMessage(Level = LogLevel.Error, Message = "A look at the broker and the store failed with {Exception}.\n{Stack}")]
        public static partial void Failed(ILogger logger, string exception, string? stack);
    }
}
