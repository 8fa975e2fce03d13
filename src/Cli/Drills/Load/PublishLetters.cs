using ClearView.Cli.Drills.Ledger;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Drills.Load;

/// <summary>
/// Sends letters at a steady pace, in turn on the two roads that the library has: to the broker and confirmed, or into the outbox and
/// committed. The ledger hears of a letter before the library does, and of its confirm after the library gave it.
/// </summary>
internal sealed class PublishLetters(
    DrillPart part, Orders orders, ITransport transport, IServiceScopeFactory scopes, MessageWriter writer, LedgerFile ledger, TimeProvider clock)
    : BackgroundService
{
    private const int MostOutstanding = 128;
    private static readonly string _padding = new('x', 512);
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _places = new(MostOutstanding, MostOutstanding);
    private long _begun;
    private int _flooded;
    private int _poisoned;

    public override void Dispose()
    {
        base.Dispose();
        _places.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_tick, clock);
        var last = clock.GetTimestamp();
        var due = 0.0;
        while (await timer.WaitForNextTickAsync(stoppingToken) && orders.Number(Orders.Enough) == 0)
        {
            var now = clock.GetTimestamp();
            due = Math.Min(due + part.PerSecond * clock.GetElapsedTime(last, now).TotalSeconds, MostOutstanding); // what could not be sent is not made up for
            last = now;
            for (; due >= 1; due--)
                await BeginAsync(Kind(), part.Tenants[(int)(_begun % part.Tenants.Count)], stoppingToken);
            for (; _flooded < orders.Number(Orders.Flood) && orders.Number(Orders.Enough) == 0; _flooded++)
                await BeginAsync(LetterKind.Flood, "tenant-flood", stoppingToken);
        }

        for (var i = 0; i < MostOutstanding; i++)
            await _places.WaitAsync(stoppingToken); // all that was begun has ended
    }

    private LetterKind Kind()
    {
        if (_poisoned < orders.Number(Orders.Poison))
        {
            _poisoned++;
            return LetterKind.Poison;
        }

        return part.OneUnwantedOf > 0 && _begun % part.OneUnwantedOf == 0 ? LetterKind.Unwanted : LetterKind.Usual;
    }

    private async Task BeginAsync(LetterKind kind, string tenant, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        var number = _begun++;
        _ = SendAsync(kind, new TenantId(tenant), number, ct);
    }

    private async Task SendAsync(LetterKind kind, TenantId tenant, long number, CancellationToken ct)
    {
        try
        {
            var id = MessageId.New(clock);
            // A flood takes the road on which the library promises to be fair.
            var road = number % 2 == 0 && kind != LetterKind.Flood ? Road.Broker : Road.Outbox;
            var publishedAt = clock.GetUtcNow().UtcTicks;
            ledger.Begin(id, kind, road);
            object letter = kind == LetterKind.Unwanted
                ? new UnwantedLetter(id.ToString())
                : new DrillLetter(id.ToString(), publishedAt, kind == LetterKind.Poison, _padding);
            var message = writer.Write(letter, id, tenant, "drill", orderKey: $"key-{number % 64}");
            while (!await TrySendAsync(road, message, ct))
                await Task.Delay(_pause, clock, ct);
            ledger.Confirm(id);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ended in the middle: the ledger shows a letter that nobody confirmed.
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The same letter again under the same id when the library did not say that it is kept.</summary>
    private async Task<bool> TrySendAsync(Road road, OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            if (road == Road.Broker)
            {
                await transport.PublishAsync(message, ct);
                return true;
            }

            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(ct);
            await work.SendAsync([message], ct);
            await work.CommitAsync(ct);
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
