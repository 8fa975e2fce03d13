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
    private int _poisoned;

    // An earlier life of this process did what was ordered before it died.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        orders.Look();
        _poisoned = orders.Number(Orders.Poison);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(SendSteadilyAsync(stoppingToken), FloodAsync(orders.Number(Orders.Flood), stoppingToken));

    private bool MayBegin => orders.Number(Orders.Enough) == 0;

    private async Task SendSteadilyAsync(CancellationToken ct)
    {
        using var outstanding = new Outstanding(MostOutstanding);
        using var timer = new PeriodicTimer(_tick, clock);
        var (last, due, begun) = (clock.GetTimestamp(), 0.0, 0);
        while (await timer.WaitForNextTickAsync(ct) && MayBegin)
        {
            var now = clock.GetTimestamp();
            due = Math.Min(due + part.PerSecond * clock.GetElapsedTime(last, now).TotalSeconds, MostOutstanding); // what could not be sent is not made up for
            last = now;
            for (; due >= 1; due--, begun++)
            {
                var (number, tenant) = (begun, part.Tenants[begun % part.Tenants.Count]);
                await outstanding.BeginAsync(() => SendAsync(Kind(number), number % 2 == 0 && !part.OnlyByOutbox ? Road.Broker : Road.Outbox, tenant, number, ct), ct);
            }
        }

        await outstanding.EndAsync(ct);
    }

    /// <summary>One tenant as fast as the library takes it, on the road on which it promises to be fair.</summary>
    private async Task FloodAsync(int flooded, CancellationToken ct)
    {
        using var outstanding = new Outstanding(MostOutstanding);
        using var timer = new PeriodicTimer(_tick, clock);
        while (await timer.WaitForNextTickAsync(ct) && MayBegin)
        {
            for (; flooded < orders.Number(Orders.Flood) && MayBegin; flooded++)
            {
                var number = flooded;
                await outstanding.BeginAsync(() => SendAsync(LetterKind.Flood, Road.Outbox, "tenant-flood", number, ct), ct);
            }
        }

        await outstanding.EndAsync(ct);
    }

    private LetterKind Kind(int number)
    {
        var wanted = orders.Number(Orders.Poison);
        if (Volatile.Read(ref _poisoned) < wanted && Interlocked.Increment(ref _poisoned) <= wanted)
            return LetterKind.Poison;
        return part.OneUnwantedOf > 0 && number % part.OneUnwantedOf == 0 ? LetterKind.Unwanted : LetterKind.Usual;
    }

    private async Task SendAsync(LetterKind kind, Road road, string tenant, int number, CancellationToken ct)
    {
        try
        {
            var id = MessageId.New(clock);
            var publishedAt = clock.GetUtcNow().UtcTicks;
            ledger.Begin(id, kind, road);
            object letter = kind == LetterKind.Unwanted
                ? new UnwantedLetter(id.ToString())
                : new DrillLetter(id.ToString(), publishedAt, kind == LetterKind.Poison, _padding);
            var message = writer.Write(letter, id, new TenantId(tenant), "drill", orderKey: $"key-{number % 64}");
            while (!await TrySendAsync(road, message, ct))
                await Task.Delay(_pause, clock, ct);
            ledger.Confirm(id);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ended in the middle: the ledger shows a letter that nobody confirmed.
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
