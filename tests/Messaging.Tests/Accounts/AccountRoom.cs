using ClearView.Messaging.History;
using ClearView.Messaging.Sqlite;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Accounts;

/// <summary>A store and an embedded broker with history; functions whose work the tests do by hand.</summary>
internal sealed class AccountRoom : IAsyncDisposable
{
    public static readonly FunctionDescriptor Clerk = PostOffice.Clerk;
    public static readonly FunctionDescriptor Herald = PostOffice.Herald with { Publications = ["reply.v1"] };
    public static readonly FunctionDescriptor Reader = Taking("reader", PostOffice.Clerk, "reply.v1");
    public static readonly FunctionDescriptor Silent = Taking("silent", PostOffice.Herald, "card.v1");

    private AccountRoom(StoreRoom store, SqliteTransport broker) => (Store, Broker) = (store, broker);

    public StoreRoom Store { get; }

    public SqliteTransport Broker { get; }

    public RingOfKeys Keys { get; } = new();

    /// <summary>Called at each look into the queues, with its number from 0 on.</summary>
    public Func<int, Task> WhenLooked { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the broker tells of a queue.</summary>
    public Func<QueueState, QueueState> Told { get; set; } = state => state;

    public IReadOnlyList<FunctionDescriptor> Functions { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="noted">Whether it is written down since when the queues are bound.</param>
    public static async Task<AccountRoom> OpenAsync(FunctionDescriptor[] functions, bool noted = true)
    {
        var store = await StoreRoom.OpenAsync(Ct);
        var room = new AccountRoom(store, new SqliteTransport(store.Store.In("broker.db")));
        await room.BindAsync(functions, noted);
        return room;
    }

    /// <summary>Of those functions and no others.</summary>
    public async Task BindAsync(FunctionDescriptor[] functions, bool noted = true)
    {
        Functions = functions;
        await Broker.StartAsync(Topology.Of(functions).WithHistory(), Ct);
        if (noted)
            await new BindingNotes(Store.Database, Store.Clock).WriteAsync(functions, Ct);
    }

    public OutgoingMessage Message(string name, string type = Letter.WireName, string source = "test", string? cause = null, string tenant = "tenant-1") =>
        Store.Message(name) with
        {
            Envelope = Store.Message(name).Envelope with
            {
                Type = type,
                Source = "clearview/" + source,
                CausationId = cause is null ? null : MessageId.Derive(cause),
                Tenant = new TenantId(tenant),
                KeyId = Keys.Current(TenantId.Default).Id,
                Subject = "person " + name,
                OrderKey = name,
            },
        };

    public Task PublishAsync(params string[] names) => Task.WhenAll(names.Select(name => Broker.PublishAsync(Message(name), Ct)));

    /// <summary>What comes to a function is kept in its inbox, until so many have come.</summary>
    public async Task<Dictionary<string, KeptMessage>> ReceiveAsync(FunctionDescriptor function, int count)
    {
        var kept = new Dictionary<string, KeptMessage>(StringComparer.Ordinal);
        await EachAsync(function, count, async delivery =>
        {
            if ((await Store.Inbox().KeepAsync(function, [delivery], Ct))[0] is { } message)
                kept.Add(System.Text.Encoding.UTF8.GetString(message.Body.Span), message);
        });
        return kept;
    }

    /// <summary>A function without a store takes so many, and publishes what <paramref name="result"/> says.</summary>
    public Task AnswerAsync(FunctionDescriptor function, int count, Func<string, string?> result) => EachAsync(function, count, async delivery =>
    {
        var name = System.Text.Encoding.UTF8.GetString(delivery.Body.Span);
        if (result(name) is { } reply)
            await Broker.PublishAsync(Message(reply, "reply.v1", function.Name, name), Ct);
    });

    /// <summary>As a fault would, after the broker has let it go.</summary>
    public Task DropAsync(FunctionDescriptor function, int count) => EachAsync(function, count, _ => Task.CompletedTask);

    public async Task FinishAsync(KeptMessage message) => Assert.True(await InboxTests.FinishAsync(Store, message));

    public FailureCause Cause(string function) => new(
        "no-good", "It is no good.", typeof(PermanentFailureException).FullName, null, 6, Store.Clock.GetUtcNow(), Store.Clock.GetUtcNow(), function, "1");

    /// <param name="known">The functions of the catalogs; null for all.</param>
    public async Task<AccountReport> TakeAsync(AccountOptions? options = null, TimeProvider? clock = null, FunctionDescriptor[]? known = null)
    {
        var looks = 0;
        var account = new MessageAccount(
            AccountedFunction.Of(known ?? Functions, known is null ? [] : await new BindingNotes(Store.Database, Store.Clock).AllAsync(Ct)), Broker,
            async (_, ct) =>
            {
                await WhenLooked(looks++);
                return [.. (await Broker.InspectAsync(ct)).Select(Told)];
            },
            Store.Database, Keys, new HistoryOptions().Age, clock ?? Store.Clock);
        return await account.RunAsync((options ?? new AccountOptions()) with { Settle = options?.Settle ?? TimeSpan.Zero }, null, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Store.Dispose();
    }

    public static FunctionDescriptor Taking(string name, FunctionDescriptor like, params string[] types) =>
        like with { Name = name, Subscriptions = [.. types.Select(type => new Subscription(typeof(Reply), type, (_, _, _, _) => Task.CompletedTask))] };

    private async Task EachAsync(FunctionDescriptor function, int count, Func<Delivery, Task> take)
    {
        await using var consumer = await Broker.ConsumeAsync(function.Queue, 1, Ct);
        for (var i = 0; i < count; i++)
        {
            var delivery = await PostOffice.NextAsync(consumer, Ct);
            await take(delivery);
            await delivery.AckAsync(Ct);
        }
    }
}
