using ClearView.Messaging;

namespace ClearView.Cli.Drills.Load;

internal sealed class FollowOrders(Orders orders, FunctionBrakes brakes, IReadOnlyList<string> functions, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, clock);
        do
        {
            orders.Look();
            foreach (var function in functions)
                brakes.Set(function, TimeSpan.FromMilliseconds(orders.Number(Orders.Brake)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
