using ClearView.Hiring;
using ClearView.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Web.Operations;

/// <summary>
/// One count at a time, however many ask: SQLite looks at no token while it counts, so a count outlives whoever waited long enough. Who
/// asks while one runs gets its answer.
/// </summary>
internal sealed class SharedAccount(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private Task<Account>? _counting;

    /// <exception cref="TimeoutException">It takes longer than half a minute.</exception>
    public Task<Account> TakeAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_counting is not { IsCompleted: false })
                _counting = Task.Run(CountAsync, CancellationToken.None);
            return _counting.WaitAsync(_deadline, clock, ct);
        }
    }

    private async Task<Account> CountAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounting>().TakeAsync(TenantId.Default, CancellationToken.None);
    }
}
