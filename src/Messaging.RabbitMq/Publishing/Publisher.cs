using ClearView.Messaging.RabbitMq.Connecting;

namespace ClearView.Messaging.RabbitMq.Publishing;

/// <summary>Publishes over whichever link is alive, with a bounded number of publishes that the broker has not answered.</summary>
internal sealed class Publisher(Kept<PublishLink> links, SemaphoreSlim window, TimeSpan patience, TimeProvider clock)
{
    /// <summary>Nothing is published before this. The queues may be too new to keep what they confirm.</summary>
    public Task QueuesSettled { get; set; } = Task.CompletedTask;

    /// <summary>Completes with the confirm.</summary>
    public Task PublishAsync(PendingPublish pending, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return Task.FromCanceled(ct);
        if (QueuesSettled.IsCompleted && links.Live is { } link && window.Wait(0, CancellationToken.None) && TryHandOver(link, pending, ct))
            return pending.Task;
        return WaitAndPublishAsync(pending, ct);
    }

    private async Task WaitAndPublishAsync(PendingPublish pending, CancellationToken ct)
    {
        await QueuesSettled.WaitAsync(ct);
        // The patience is for a broker that is away: with one that answers, places in the window become free.
        var started = clock.GetTimestamp();
        while (true)
        {
            var link = await links.GetAsync(patience - clock.GetElapsedTime(started), ct);
            await window.WaitAsync(ct);
            if (TryHandOver(link, pending, ct))
                break;
        }

        await pending.Task;
    }

    private bool TryHandOver(PublishLink link, PendingPublish pending, CancellationToken ct)
    {
        try
        {
            link.RefuseWhenBlocked();
        }
        catch
        {
            window.Release();
            throw;
        }

        pending.Enter(window, ct);
        if (link.TryPublish(pending))
            return true;
        pending.Leave();
        return false;
    }
}
