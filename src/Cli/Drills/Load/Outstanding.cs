namespace ClearView.Cli.Drills.Load;

/// <summary>Work that has begun and not ended, so much and no more at a time.</summary>
internal sealed class Outstanding(int most) : IDisposable
{
    private readonly SemaphoreSlim _places = new(most, most);

    public async Task BeginAsync(Func<Task> work, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        _ = RunAsync(work);
    }

    /// <summary>Returns when all that has begun has ended.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        for (var i = 0; i < most; i++)
            await _places.WaitAsync(ct);
    }

    public void Dispose() => _places.Dispose();

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            try
            {
                _places.Release();
            }
            catch (ObjectDisposedException)
            {
                // The process is ending.
            }
        }
    }
}
