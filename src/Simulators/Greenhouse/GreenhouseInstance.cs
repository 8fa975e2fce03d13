using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace ClearView.Simulators.Greenhouse;

/// <summary>A running simulator. Disposing it closes the port and the journal; a new one takes the journal up again.</summary>
public sealed class GreenhouseInstance : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Webhooks _webhooks;
    private readonly Journal _journal;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _disposed;

    internal GreenhouseInstance(WebApplication app, Uri address, Webhooks webhooks, Journal journal, Func<CancellationToken, Task> work)
    {
        (_app, Address, _webhooks, _journal) = (app, address, webhooks, journal);
        _work = work(_stop.Token);
    }

    /// <summary>Where it listens, with a slash at the end: the token endpoint is <c>token</c> below it, the API <c>v3/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Ends when the process is told to stop or the token is cancelled; throws if arrivals or webhooks broke.</summary>
    internal async Task WaitAsync(CancellationToken ct)
    {
        var shutdown = _app.WaitForShutdownAsync(ct);
        if (await Task.WhenAny(shutdown, _work) == _work && _work.IsFaulted)
            await _work;
        await shutdown;
    }

    /// <summary>Stops listening and waits for what is under way; requests have two seconds to end. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _webhooks.DisposeAsync();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        _journal.Dispose();
        _stop.Dispose();
    }
}
