using ClearView.Cli.Node;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Demo;

/// <summary>Watches the store, not the processes, until everything that the HR system has is accounted for.</summary>
internal sealed class DemoProgress(DataFolder data) : IAsyncDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(200);
    private const int QuietLooks = 3;

    private readonly ServiceProvider _services = StoreOnly.Open(data, "progress");

    /// <summary>Returns when nothing is open, or with what is open when the token ends the wait.</summary>
    public async Task<Account> WaitAsync(SimulatedGreenhouse greenhouse, IInstallation installation, TextWriter? report, CancellationToken ct)
    {
        var quiet = 0;
        var last = "";
        Account account;
        while (true)
        {
            account = await TakeAsync(greenhouse);
            var line = $"{account.Received} received, {account.Anonymized} anonymous, {account.Stories} stories, {account.Matches} matches, {account.WrittenBack} written back";
            if (line != last && report is not null)
                await report.WriteLineAsync(line);
            last = line;

            quiet = account.Unaccounted == 0 && await OutboxAsync() == 0 && await PendingAsync(installation, ct) == 0 ? quiet + 1 : 0;
            if (quiet >= QuietLooks || ct.IsCancellationRequested)
                return account;
            await Task.Delay(_lookEvery, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<IReadOnlyList<string>> CausesAsync(CancellationToken ct) =>
    [
        .. (await _services.GetRequiredService<IDeadLetters>().ListAsync(TenantId.Default, null, 1000, ct))
            .Select(l => $"candidate {l.Envelope.Subject}: {l.Cause?.Text}").Order(StringComparer.Ordinal),
    ];

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private async Task<Account> TakeAsync(SimulatedGreenhouse greenhouse)
    {
        await using var scope = _services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<Accounting>().TakeAsync(TenantId.Default, CancellationToken.None);
        var notReceived = Math.Max(0, greenhouse.Candidates - account.Received) + Math.Max(0, greenhouse.Jobs - account.Jobs);
        return notReceived == 0
            ? account
            : account with { Unaccounted = account.Unaccounted + notReceived, Gaps = [$"{notReceived} candidates or jobs were not received yet", .. account.Gaps] };
    }

    private Task<long> OutboxAsync() => _services.GetRequiredService<IOutbox>().CountAsync(OutboxBound.MostCounted, CancellationToken.None);

    private static async Task<long> PendingAsync(IInstallation installation, CancellationToken ct)
    {
        try
        {
            return await installation.PendingAsync(ct);
        }
        catch (Exception e) when (e is BrokerUnavailableException or OperationCanceledException)
        {
            return long.MaxValue;
        }
    }
}
