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
    public async Task Nobody_waits_for_ever_for_a_store_that_counts_for_ever()
    {
        var clock = new FakeTimeProvider();
        await using var services = new ServiceCollection()
            .AddHiring()
            .AddSingleton(new ContractRegistry(ContractCatalog.All))
            .AddSingleton<IKeyRing>(new OneKey())
            .AddSingleton<IStoreConnection>(new EndlessStore())
            .BuildServiceProvider();

        var answer = OperationsApi.AccountAsync(services.GetRequiredService<IServiceScopeFactory>(), clock, Asking.Ct);
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<TimeoutException>(() => answer);
    }

    private sealed class EndlessStore : IStoreConnection
    {
        public DbTransaction? Transaction => null;

        public Task<DbConnection> OpenAsync(CancellationToken ct) => new TaskCompletionSource<DbConnection>().Task;
    }
}
