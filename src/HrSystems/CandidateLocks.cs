namespace ClearView.HrSystems;

/// <summary>
/// Lets one write at a time touch a candidate, within this process. A fixed number of locks: two candidates may share one, which costs
/// a wait and nothing else.
/// </summary>
public sealed class CandidateLocks
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> HoldAsync(string system, string candidate, CancellationToken ct)
    {
        var gate = _locks[(uint)HashCode.Combine(system, candidate) % _locks.Length];
        await gate.WaitAsync(ct);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
