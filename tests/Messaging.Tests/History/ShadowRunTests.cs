using ClearView.Messaging.History;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Tests.History;

/// <summary>What a function would do, shown and not done.</summary>
public class ShadowRunTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk.Publishes<Reply>();
    private static readonly Topology _topology = new Topology([new(_clerk.Queue, _clerk.WireNames), new("test.replies", [Reply.WireName])]).WithHistory();
    private static readonly ShadowOptions _all = new(null, 1_000, 100_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_would_publish_is_compared_with_what_it_published()
    {
        using var room = await RoomAsync();
        await using var house = await House.OpenAsync(room);
        await house.PublishAsync("same", "other", "only now", "only then", "fails");
        await house.PublishReplyAsync("same", "re: same");
        await house.PublishReplyAsync("other", "re: what it once was");
        await house.PublishReplyAsync("only then", "re: only then");
        house.Script.Do = (letter, context, _) =>
        {
            if (letter.Text == "fails")
                throw new PermanentFailureException("no-good", "It is no good.");
            if (letter.Text != "only then")
                context.Publish(new Reply("re: " + letter.Text));
            return Task.CompletedTask;
        };

        var report = await house.Run(_clerk).RunAsync(_all, Ct);

        Assert.Equal(new ShadowMessages(Same: 1, OtherBody: 1, OnlyNow: 1, OnlyThen: 1, NotKnown: 0), report.Messages);
        Assert.Equal((4, 1, false), (report.Handled, report.Failed, report.IsSame));
        Assert.Equal(
            [("failed", "no-good", "fails"), ("only-now", Reply.WireName, "only now"), ("only-then", Reply.WireName, "only then"), ("other-body", Reply.WireName, "other")],
            report.Differences.Where(d => d.What != "insert").Select(d => (d.What, d.On, house.NameOf(d.Message))).Order());
    }

    [Fact]
    public async Task Nothing_of_it_stays_and_nothing_is_sent()
    {
        using var room = await RoomAsync();
        await using var house = await House.OpenAsync(room);
        await house.PublishAsync("a", "b");
        var seen = new List<long>();
        house.Script.Do = async (_, context, ct) =>
        {
            var store = house.Store!;
            seen.Add(await store.UseAsync(async (connection, transaction) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "SELECT COUNT(*) FROM effects";
                return (long)(await command.ExecuteScalarAsync(ct))!;
            }, ct));
            context.Publish(new Reply("never"));
        };

        var report = await house.Run(Function.Of<LookingClerk, Letter>("clerk")).RunAsync(_all, Ct);

        Assert.Equal([1, 1], seen); // it finds what it wrote itself, and nothing of the message before
        Assert.Equal(2, report.Handled);
        foreach (var table in (string[])["effects", "outbox", "inbox", "accepted", "checkpoints"])
            Assert.Equal((table, 0L), (table, await room.Database.CountAsync(table, Ct)));
        Assert.Equal(0, (await house.Broker.InspectAsync(Ct)).Single(q => q.Queue == "test.replies").Arrived);
        await room.CommitAsync(room.Message("others write on"), Ct);
    }

    [Fact]
    public async Task The_rows_that_would_change_are_named_with_their_columns()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "PostgreSQL counts rows by table.");
        using var room = await RoomAsync();
        await room.Database.ExecuteAsync("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT, note TEXT) WITHOUT ROWID", Ct);
        await room.Database.ExecuteAsync("INSERT INTO facts VALUES ('as it is', 'as it is', NULL), ('other', 'what it was', NULL)", Ct);
        await using var house = await House.OpenAsync(room);
        await house.PublishAsync("as it is", "other", "new");

        var report = await house.Run(Function.Of<KeepingClerk, Letter>("clerk")).RunAsync(_all, Ct);

        Assert.Equal(
            ["facts insert  1", "facts same  1", "facts update value 1"],
            report.Rows.Select(r => $"{r.Table} {r.Kind} {string.Join(',', r.Columns)} {r.Count}").Order(StringComparer.Ordinal));
        Assert.Equal("what it was", await room.Database.ScalarAsync("SELECT value FROM facts WHERE name = 'other'", Ct));
        Assert.Equal(2, await room.Database.CountAsync("facts", Ct));
    }

    [Fact]
    public async Task The_rows_of_each_table_are_counted()
    {
        using var room = await RoomAsync();
        await using var house = await House.OpenAsync(room);
        await house.PublishAsync("a", "b", "c");

        var report = await house.Run(_clerk).RunAsync(_all with { Limit = 2 }, Ct);

        Assert.Equal(("effects", "insert", 2L), Assert.Single(report.Rows.Select(r => (r.Table, r.Kind, r.Count))));
        Assert.Equal(2, report.Handled);
    }

    [Fact]
    public async Task What_would_commit_or_make_a_key_is_refused()
    {
        using var room = await RoomAsync();
        await using var house = await House.OpenAsync(room);
        await using var scope = house.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await scope.ServiceProvider.GetRequiredService<IFencedWork>().BeginAsync(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.CommitAsync(Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.FinishAsync(Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.BeginAsync(Ct));
    }

    private static async Task<StoreRoom> RoomAsync()
    {
        var room = await StoreRoom.OpenAsync(Ct);
        await room.Database.ExecuteAsync("CREATE TABLE effects (text TEXT NOT NULL)", Ct);
        return room;
    }

    /// <summary>A fenced host on a store, and a broker with a history.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly RingOfKeys _keys = new();
        private readonly Dictionary<MessageId, string> _names = [];
        private readonly MessageWriter _writer;

        private House(StoreRoom room)
        {
            Broker = new InMemoryTransport(TimeProvider.System);
            _writer = new MessageWriter(LetterContracts.Registry, _keys, TimeProvider.System);
            Services = new ServiceCollection()
                .AddSingleton<TimeProvider>(TimeProvider.System)
                .AddSingleton(Script)
                .AddSingleton<IKeyRing>(_keys)
                .AddSingleton(this)
                .AddMessageStore(room.Another(), "shadow")
                .FenceStore()
                .AddScoped<Clerk>().AddScoped<LookingClerk>().AddScoped<KeepingClerk>()
                .BuildServiceProvider(validateScopes: true);
        }

        public InMemoryTransport Broker { get; }

        public Script Script { get; } = new();

        public ServiceProvider Services { get; }

        public IStoreConnection? Store { get; set; }

        public static async Task<House> OpenAsync(StoreRoom room)
        {
            var house = new House(room);
            await house.Broker.StartAsync(_topology, Ct);
            return house;
        }

        public ShadowRun Run(FunctionDescriptor function) =>
            new(function, Broker, Services.GetRequiredService<IServiceScopeFactory>(), _keys, LetterContracts.Registry, TimeProvider.System);

        public string NameOf(MessageId id) => _names[id];

        public async Task PublishAsync(params string[] texts)
        {
            foreach (var text in texts)
            {
                _names[MessageId.Derive(text)] = text;
                await Broker.PublishAsync(_writer.Write(Letter.Of(text), MessageId.Derive(text), TenantId.Default, "test"), Ct);
            }
        }

        /// <summary>As the function published it when it handled that letter.</summary>
        public Task PublishReplyAsync(string to, string text) => Broker.PublishAsync(
            _writer.Write(new Reply(text), MessageId.Derive(MessageId.Derive(to).ToString(), "clerk", Reply.WireName, "0"), TenantId.Default, "clerk", causationId: MessageId.Derive(to)), Ct);

        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await Broker.DisposeAsync();
        }
    }

    /// <summary>Shows the test its store.</summary>
    private sealed class LookingClerk(Clerk clerk, IStoreConnection store, House house) : IFunction<Letter>
    {
        public Task HandleAsync(Letter message, FunctionContext context, CancellationToken ct)
        {
            house.Store = store;
            return clerk.HandleAsync(message, context, ct);
        }
    }

    private sealed class KeepingClerk(IStoreConnection store) : IFunction<Letter>
    {
        public Task HandleAsync(Letter message, FunctionContext context, CancellationToken ct) => store.UseAsync(async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO facts (name, value) VALUES (@name, @name) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            command.Add("@name", message.Text);
            return await command.ExecuteNonQueryAsync(ct);
        }, ct);
    }
}
