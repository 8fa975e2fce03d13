using System.Threading.Channels;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Sabotage;

/// <summary>Acknowledges what it is given and only then passes it on.</summary>
internal sealed class HastyConsumer : IConsumer
{
    private readonly IConsumer _real;
    private readonly Channel<Delivery> _passed;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _passing;

    public HastyConsumer(IConsumer real, int prefetch)
    {
        _real = real;
        _passed = Channel.CreateBounded<Delivery>(prefetch);
        _passing = Task.Run(PassAsync);
    }

    public ChannelReader<Delivery> Deliveries => _passed.Reader;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _real.DisposeAsync();
        await _passing;
        _end.Dispose();
    }

    private async Task PassAsync()
    {
        try
        {
            await foreach (var delivery in _real.Deliveries.ReadAllAsync(_end.Token))
            {
                await delivery.AckAsync(_end.Token);
                await _passed.Writer.WriteAsync(AcknowledgedBefore.Of(delivery), _end.Token);
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
            Body = delivery.Body,
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
