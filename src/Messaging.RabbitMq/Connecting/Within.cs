namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>A limit on an await. What answers later is forgotten, its failure too.</summary>
internal static class Within
{
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public static async Task<T> WithinAsync<T>(this Task<T> answer, TimeSpan limit, TimeProvider clock)
    {
        if (!answer.IsCompleted)
            Forget(answer);
        return await answer.WaitAsync(limit, clock);
    }

    /// <exception cref="TimeoutException">No answer in time.</exception>
    public static Task WithinAsync(this Task answer, TimeSpan limit, TimeProvider clock)
    {
        if (!answer.IsCompleted)
            Forget(answer);
        return answer.WaitAsync(limit, clock);
    }

    /// <summary>For goodbyes, whose failure changes nothing. False when it failed or took too long.</summary>
    public static async Task<bool> TriedWithinAsync(this Task answer, TimeSpan limit, TimeProvider clock)
    {
        try
        {
            await answer.WithinAsync(limit, clock);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static void Forget(Task answer) => answer.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
