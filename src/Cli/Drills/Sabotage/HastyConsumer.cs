using System.Threading.Channels;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Sabotage;

/// <summary>Acknowledges what it is given, and passes it on a moment later: what it holds dies with its process.</summary>
internal sealed class HastyConsumer : IConsumer
{
    private const int MostHeld = 1_000;
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(150);
    private readonly IConsumer _real;
    private readonly TimeProvider _clock;
    private readonly Channel<(Delivery Delivery, long At)> _held = Channel.CreateBounded<(Delivery, long)>(MostHeld);
    private readonly Channel<Delivery> _passed;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _working;

    public HastyConsumer(IConsumer real, int prefetch, TimeProvider clock)
    {
        (_real, _clock) = (real, clock);
        _passed = Channel.CreateBounded<Delivery>(prefetch);
        _working = Task.WhenAll(Task.Run(AcknowledgeAsync), Task.Run(PassAsync));
    }

    public ChannelReader<Delivery> Deliveries => _passed.Reader;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _real.DisposeAsync();
        await _working;
        _end.Dispose();
    }

    private async Task AcknowledgeAsync()
    {
        try
        {
            await foreach (var delivery in _real.Deliveries.ReadAllAsync(_end.Token))
            {
                var passedOn = AcknowledgedBefore.Of(delivery); // before its transport takes the memory back
                await delivery.AckAsync(_end.Token);
                await _held.Writer.WriteAsync((passedOn, _clock.GetTimestamp()), _end.Token);
            }

            _held.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _held.Writer.TryComplete(e);
        }
    }

    private async Task PassAsync()
    {
        try
        {
            await foreach (var (delivery, at) in _held.Reader.ReadAllAsync(_end.Token))
            {
                var left = _moment - _clock.GetElapsedTime(at);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, _clock, _end.Token);
                await _passed.Writer.WriteAsync(delivery, _end.Token);
            }

            _passed.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _passed.Writer.TryComplete(e);
        }
    }

    /// <summary>Whatever becomes of it, the broker has forgotten it.</summary>
    private sealed class AcknowledgedBefore : Delivery
    {
        public static AcknowledgedBefore Of(Delivery delivery) => new()
        {
            Envelope = delivery.Envelope,
            Body = delivery.Body.ToArray(),
            Attempt = delivery.Attempt,
            Returns = delivery.Returns,
            LastFailure = delivery.LastFailure,
            Foreign = delivery.Foreign,
        };

        public override Task AckAsync(CancellationToken ct) => Task.CompletedTask;

        public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task ReturnAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
