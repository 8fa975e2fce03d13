using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Tests.Dead;

/// <summary>A store with dead letters of a clerk, who handles in the test's own hands what waits for him.</summary>
internal sealed class DeadRoom : IDisposable
{
    public static readonly FunctionDescriptor Clerk = PostOffice.Clerk;
    public static readonly FunctionDescriptor Herald = PostOffice.Herald;
    public static readonly IReadOnlyList<FunctionDescriptor> Functions = [Clerk, Herald];

    private DeadRoom(StoreRoom store) => Store = store;

    public StoreRoom Store { get; }

    public IStoreDatabase Database => Store.Database;

    public LetterLists Lists => new(Database);

    public Redrives Redrives => new(Database, Store.Clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeadRoom> OpenAsync() => new(await StoreRoom.OpenAsync(Ct));

    public RedriveRun Run(IStoreDatabase? database = null) => new(database ?? Database, Functions, Store.Clock);

    public RedriveSteps Steps(IStoreDatabase? database = null) => new(database ?? Database, Functions, Store.Clock);

    public AutomaticRedrive Automatic(IStoreDatabase? database = null) => new(database ?? Database, Functions, NullLogger<AutomaticRedrive>.Instance, Store.Clock);

    /// <summary>Arrives at the clerk and dies there.</summary>
    public async Task<KeptMessage> DieAsync(string name, string? key = "key-1", string tenant = "tenant-1", long version = 1, bool isTransient = false)
    {
        var kept = await KeepAsync(name, key, tenant, version);
        await Store.Inbox().BuryAsync(kept, Cause(isTransient), Ct);
        return kept;
    }

    public async Task<KeptMessage> KeepAsync(string name, string? key = "key-1", string tenant = "tenant-1", long version = 1) =>
        (await Store.Inbox().KeepAsync(Clerk, [Store.Delivery(name, key, new TenantId(tenant), version)], Ct))[0]!;

    /// <summary>Came from the dead-letter queue of a stage that has no store.</summary>
    public Task DieAtHeraldAsync(string name, bool isTransient = false) => new DeadLetters(Database, Store.Clock).KeepAsync(
        new LooseDelivery
        {
            Envelope = Store.Message(name).Envelope,
            Body = Store.Message(name).Body,
            Attempt = 6,
        }, Cause(isTransient) with { Function = Herald.Name }, Ct);

    public FailureCause Cause(bool isTransient = false) => new(
        isTransient ? "away" : "no-good", "It is no good.", (isTransient ? typeof(TransientFailureException) : typeof(PermanentFailureException)).FullName, null, 6,
        Store.Clock.GetUtcNow(), Store.Clock.GetUtcNow(), Clerk.Name, "1");

    /// <summary>The clerk's letters of one cause.</summary>
    public async Task<GroupKey> GroupAsync() => Assert.Single(await Lists.GroupsAsync(new LetterFilter(), 10, Ct)).Key;

    public async Task<Redrive> BeginAsync(int rate = 100, long? letter = null) =>
        (await Redrives.BeginAsync(new RedriveOrder(await GroupAsync(), null, letter, rate, TimeSpan.FromMinutes(1), "test"), Ct))!;

    /// <summary>All that waits at the clerk, in the order in which he would get it.</summary>
    public async Task<IReadOnlyList<KeptMessage>> WaitingAsync()
    {
        var waiting = new List<KeptMessage>();
        foreach (var part in await Store.Inbox().PartsAsync(Clerk.Name, Ct))
            waiting.AddRange(await Store.Inbox().ReadAsync(Clerk.Name, part, 0, 10_000, Ct));
        return [.. waiting.OrderBy(m => m.Position)];
    }

    /// <summary>The clerk handles what waits for him; those fail for good that <paramref name="fails"/> names.</summary>
    public async Task HandleAsync(Func<string, bool>? fails = null)
    {
        foreach (var message in await WaitingAsync())
        {
            if (fails?.Invoke(TextOf(message)) == true)
                await Store.Inbox().BuryAsync(message, Cause(), Ct);
            else
                Assert.True(await InboxTests.FinishAsync(Store, message));
        }
    }

    /// <summary>Steps, and the clerk's work between them, until it ends.</summary>
    public async Task<(Redrive Redrive, IReadOnlyList<int> Steps)> ToEndAsync(Redrive redrive, Func<string, bool>? fails = null)
    {
        var step = new RedriveStep(redrive, null, 0);
        var sizes = new List<int>();
        for (var n = 0; step.Redrive.State == Redrive.Running; n++)
        {
            Assert.True(n < 1_000);
            step = await Steps().TakeAsync(step.Redrive, step.After, Ct);
            if (step.Moved > 0)
                sizes.Add(step.Moved);
            await HandleAsync(fails);
        }

        return (step.Redrive, sizes);
    }

    public Task<long> LettersAsync() => Database.CountAsync("dead_letters WHERE discard IS NULL", Ct);

    public static string TextOf(KeptMessage message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    public void Dispose() => Store.Dispose();
}
