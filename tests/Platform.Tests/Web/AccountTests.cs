using System.Data.Common;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Platform.Tests.HrSystems;
using ClearView.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Web;

public sealed class AccountTests
{
    [Fact]
    public async Task Nobody_waits_for_ever_for_a_store_that_counts_for_ever_and_it_counts_once_for_all_who_ask()
    {
        var clock = new FakeTimeProvider();
        using var store = new EndlessStore();
        await using var services = new ServiceCollection()
            .AddHiring()
            .AddSingleton(new ContractRegistry(ContractCatalog.All))
            .AddSingleton<IKeyRing>(new OneKey())
            .AddSingleton<IStoreConnection>(store)
            .BuildServiceProvider();
        var account = new SharedAccount(services.GetRequiredService<IServiceScopeFactory>(), clock);

        var first = account.TakeAsync(Asking.Ct);
        Assert.True(await store.Counting.WaitAsync(Patience.Deadline, Asking.Ct));
        var second = account.TakeAsync(Asking.Ct);
        Assert.False(first.IsCompleted || second.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        Assert.False(await store.Counting.WaitAsync(TimeSpan.FromMilliseconds(200), Asking.Ct));
    }

    /// <summary>Keeps the thread, as SQLite does.</summary>
    private sealed class EndlessStore : IStoreConnection, IDisposable
    {
        private readonly ManualResetEventSlim _end = new();

        public SemaphoreSlim Counting { get; } = new(0);

        public Task<T> UseAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken ct)
        {
            Counting.Release();
            _end.Wait(ct);
            throw new InvalidOperationException("The test is over.");
        }

        public Task AloneAsync(string name, CancellationToken ct) => Task.CompletedTask;

        public void Dispose() => _end.Set();
    }
}
