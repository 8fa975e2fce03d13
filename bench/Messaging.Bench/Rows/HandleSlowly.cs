using ClearView.Messaging.Bench.Load;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>A function that waits for another system, 20 ms for each record.</summary>
internal sealed class HandleSlowly(Received received) : IFunction<BenchRecord>
{
    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(20);

    public async Task HandleAsync(BenchRecord message, FunctionContext context, CancellationToken ct)
    {
        await Task.Delay(_wait, ct);
        received.Handle(message);
    }
}
