namespace ClearView.Messaging;

/// <summary>Upkeep that is done again and again. What fails is told, and done the next time.</summary>
public static class Recurring
{
    /// <summary>Ends when it is stopped. <paramref name="work"/> is done first after one pause, and bounds itself.</summary>
    /// <param name="failed">Gets the exception's type: its text may quote content.</param>
    public static async Task RunAsync(TimeSpan every, Func<CancellationToken, Task> work, Action<string> failed, TimeProvider clock, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;
            try
            {
                await work(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                failed(e.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
