using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>One publisher that keeps this many publishes under way.</summary>
internal static class Window
{
    public const int Size = 1_024;

    public static async Task PublishAllAsync(IRow row, Feed feed, CancellationToken ct)
    {
        var underWay = new Task?[Size];
        var at = 0;
        while (await feed.NextAsync() is { } record)
        {
            if (underWay[at] is { } oldest)
                await oldest;
            underWay[at] = row.PublishAsync(record, ct);
            at = (at + 1) % Size;
        }

        await Task.WhenAll(underWay.OfType<Task>());
    }
}
