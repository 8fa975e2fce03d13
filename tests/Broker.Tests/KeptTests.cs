using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Connecting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Broker.Tests;

public sealed class KeptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_that_nobody_foresaw_does_not_end_the_keeping()
    {
        var opened = 0;
        await using var kept = new Kept<Link>("link", _ => Task.FromResult(new Link(failsToEnd: Interlocked.Increment(ref opened) == 1)), NullLogger.Instance, TimeProvider.System);
        await kept.StartAsync();
        var first = await kept.GetAsync(Letters.Deadline, Ct);

        first.Break();
        var second = await kept.GetAsync(Letters.Deadline, Ct);

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task One_that_is_started_in_the_background_is_opened_once_and_waited_for()
    {
        var opened = 0;
        await using var kept = new Kept<Link>("link", _ => Interlocked.Increment(ref opened) == 1
            ? throw new BrokerUnavailableException("Not yet.")
            : Task.FromResult(new Link(failsToEnd: false)), NullLogger.Instance, TimeProvider.System);

        kept.StartInBackground();
        kept.StartInBackground();
        var one = await kept.GetAsync(Letters.Deadline, Ct);

        Assert.Same(one, await kept.GetAsync(Letters.Deadline, Ct));
        Assert.Equal(2, opened);
    }

    private sealed class Link(bool failsToEnd) : IBreakable
    {
        private readonly TaskCompletionSource<string> _broken = new();

        public Task<string> Broken => _broken.Task;

        public void Break() => _broken.TrySetResult("a test broke it");

        public Task CloseAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => failsToEnd ? throw new InvalidOperationException("Nobody foresaw this.") : ValueTask.CompletedTask;
    }
}
