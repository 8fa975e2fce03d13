using ClearView.Messaging.Bench.Load;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>A function that does nothing but count.</summary>
internal sealed class CountRecords(Received received) : IFunction<BenchRecord>
{
    public Task HandleAsync(BenchRecord message, FunctionContext context, CancellationToken ct)
    {
        received.Handle(message);
        return Task.CompletedTask;
    }
}
