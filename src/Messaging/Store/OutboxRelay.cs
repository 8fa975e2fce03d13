using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store;

/// <summary>
/// Publishes what was committed. A row leaves the outbox only after its confirm; a crash in between publishes it again under the same
/// id, which inboxes skip.
/// </summary>
public sealed partial class OutboxRelay(IOutbox outbox, ITransport transport, ILogger<OutboxRelay> log, TimeProvider clock) : BackgroundService
{
    private const int Batch = 256;
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RelayAsync(stoppingToken))
                    await outbox.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Waiting(log, e.GetType().Name);
                await Task.Delay(_pauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>True when something was there to publish.</summary>
    internal async Task<bool> RelayAsync(CancellationToken ct)
    {
        var entries = await outbox.ReadAsync(Batch, ct);
        if (entries.Count == 0)
            return false;

        var sends = entries.Select(e => transport.PublishAsync(e.Message, ct)).ToList();
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var confirmed = entries.Where((_, i) => sends[i].IsCompletedSuccessfully).Select(e => e.Position).ToList();
        if (confirmed.Count > 0)
            await outbox.RemoveAsync(confirmed, ct);
        if (confirmed.Count < entries.Count)
            await Task.WhenAll(sends); // throws the first failure
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox waits for the broker ({Reason}); nothing is lost, it is published when the broker answers.")]
        public static partial void Waiting(ILogger logger, string reason);
    }
}
