using System.Threading.Channels;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Messaging.Tests.Receive;

/// <summary>A worker between a handler that is done and a broker that does not take the answer.</summary>
public sealed class SettlementTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_settlement_that_fails_is_repeated_without_the_handler()
    {
        var delivery = new StubbornDelivery(refusals: 3, isGone: false);
        var calls = await HandleAsync(delivery);

        Assert.Equal((1, 4), (calls, delivery.Tries));
    }

    [Fact]
    public async Task A_delivery_that_is_gone_is_neither_settled_nor_handled_again()
    {
        var delivery = new StubbornDelivery(refusals: 1, isGone: true);
        var calls = await HandleAsync(delivery);

        Assert.Equal((1, 1), (calls, delivery.Tries));
    }

    private static async Task<int> HandleAsync(StubbornDelivery delivery)
    {
        var clock = new FakeTimeProvider();
        var calls = 0;
        var next = new LastDelivery();
        var runner = new FunctionRunner(
            PostOffice.Clerk, _ => Task.FromResult<IConsumer>(new OneConsumer([delivery, next])), (_, _) =>
            {
                Interlocked.Increment(ref calls);
                return Task.FromResult<Outcome>(new Outcome.Done());
            }, NullLogger.Instance, clock);
        using var stop = new CancellationTokenSource();

        var running = runner.RunAsync(stop.Token, CancellationToken.None);
        while (!next.Acknowledged.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Ct);
        }

        await stop.CancelAsync();
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Ct);
        }

        return calls - 1; // the last one was handled too
    }

    private sealed class StubbornDelivery : TestDelivery
    {
        private readonly bool _isGone;
        private int _refusals;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public StubbornDelivery(int refusals, bool isGone) => (_refusals, _isGone) = (refusals, isGone);

        public int Tries { get; private set; }

        public override Task AckAsync(CancellationToken ct)
        {
            Tries++;
            return _refusals-- > 0 ? throw new BrokerUnavailableException("The line is dead.") { DeliveryIsGone = _isGone } : Task.CompletedTask;
        }
    }

    private sealed class LastDelivery : TestDelivery
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public LastDelivery()
        {
        }

        public TaskCompletionSource Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task AckAsync(CancellationToken ct)
        {
            Acknowledged.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private abstract class TestDelivery : Delivery
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        protected TestDelivery()
        {
            Envelope = new Envelope { Id = MessageId.Derive("a"), Type = Letter.WireName, Source = "test", Time = default, Tenant = TenantId.Default, KeyId = "key" };
            (Body, Attempt) = (ReadOnlyMemory<byte>.Empty, 1);
        }

        public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => throw new NotSupportedException();

        public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => throw new NotSupportedException();

        public override Task ReturnAsync(CancellationToken ct) => throw new NotSupportedException();
    }

    private sealed class OneConsumer : IConsumer
    {
        private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();

        public OneConsumer(IEnumerable<Delivery> deliveries)
        {
            foreach (var delivery in deliveries)
                _deliveries.Writer.TryWrite(delivery);
        }

        public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

        public ValueTask DisposeAsync()
        {
            _deliveries.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
