using System.Text;
using ClearView.Messaging.Claims;
using ClearView.Messaging.History;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Tests.Claims;

/// <summary>What is larger than a message should be lies in the store, and its message carries a claim.</summary>
public class LargeBodyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_message_goes_through_outbox_broker_and_inbox_as_a_claim_and_arrives_byte_for_byte()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write(Large("hello"));
        byte[] opened = [];
        office.Script.Do = (_, context, _) =>
        {
            opened = context.Body.ToArray();
            return Task.CompletedTask;
        };

        await SendAsync(office, letter);
        var inOutbox = await LongestBodyAsync(office, "outbox");
        await office.Relay.StartAsync(Ct);
        await using var consumer = await office.Transport.ConsumeAsync(PostOffice.Clerk.Queue, 1, Ct);
        var delivery = await PostOffice.NextAsync(consumer, Ct);
        var atBroker = delivery.Body.Length;
        var kept = (await office.Inbox.KeepAsync(PostOffice.Clerk, [delivery], Ct))[0]!;
        var inInbox = await LongestBodyAsync(office, "inbox");
        var outcome = await office.ProcessAsync(PostOffice.Clerk, HandDelivery.Of(kept, office.Inbox, office.Clock), Ct);

        await office.Relay.StopAsync(Ct);
        Assert.Equal(new Outcome.Done(), outcome);
        Assert.Equal((Claim.Size, Claim.Size, Claim.Size), (inOutbox, atBroker, inInbox));
        Assert.Equal(PayloadSeal.Open(letter.Body, office.Keys.Current(TenantId.Default), letter.Envelope), opened);
        Assert.Equal(1, await office.Database.CountAsync("effects", Ct));
    }

    [Fact]
    public async Task A_pure_function_publishes_a_large_result_only_when_its_body_is_kept()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyAtLength;
        OutgoingMessage? published = null;
        byte[]? keptBefore = null;
        office.Transport.BeforePublish = async message =>
        {
            published = message;
            keptBefore = await office.Services.GetRequiredService<IClaims>().FindAsync(message.Body, Ct);
        };

        var outcome = await office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);

        Assert.Equal(new Outcome.Done(), outcome);
        Assert.Equal(Claim.Size, published!.Body.Length);
        var json = PayloadSeal.Open(keptBefore!, office.Keys.Current(TenantId.Default), published.Envelope);
        Assert.Equal(new Reply(Large("re: hello")), LetterContracts.Registry.Deserialize(Reply.WireName, json));
    }

    [Fact]
    public async Task A_pure_function_gets_a_large_message()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var seen = "";
        office.Script.Do = (letter, _, _) =>
        {
            seen = letter.Text;
            return Task.CompletedTask;
        };

        var outcome = await office.HandleAsync(PostOffice.Herald, await KeptAsync(office, "hello"), Ct);

        Assert.Equal((new Outcome.Done(), Large("hello")), (outcome, seen));
    }

    [Fact]
    public async Task A_death_between_the_body_and_its_message_loses_nothing_and_what_it_left_goes_with_its_age()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyAtLength;
        var asked = new TaskCompletionSource();
        office.Transport.BeforePublish = _ =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource().Task; // never confirmed
        };
        office.Host.Start(PostOffice.Herald.Name);
        await office.Transport.SendAsync(PostOffice.Herald.Queue, office.Write("hello"), Ct);
        await asked.Task.WaitAsync(PostOffice.Deadline, Ct);

        await office.AdvanceUntilAsync(office.Host.KillAsync(PostOffice.Herald.Name), Ct);
        var orphans = await office.Database.CountAsync("claims", Ct);
        office.Transport.BeforePublish = _ => Task.CompletedTask;
        office.Host.Start(PostOffice.Herald.Name);
        var reply = await office.TakeAsync(PostOffice.Replies, Ct);

        Assert.Equal(1, orphans);
        Assert.Equal(2, await office.Database.CountAsync("claims", Ct));
        Assert.NotNull(await office.Services.GetRequiredService<IClaims>().FindAsync(reply.Body, Ct));
    }

    [Fact]
    public async Task A_transaction_that_is_undone_leaves_no_body()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await using (var scope = office.Services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(Ct);
            await work.SendAsync([office.Write(Large("hello"))], Ct);
        }

        Assert.Equal(0, await office.Database.CountAsync("claims", Ct));
    }

    [Fact]
    public async Task A_missing_body_is_waited_for_and_is_then_a_dead_letter_that_says_what_to_do()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { MaxAttempts = 2, Ladder = [TimeSpan.FromSeconds(1)] });
        var letter = await KeptAsync(office, "hello");
        await office.Database.ExecuteAsync("DELETE FROM claims", Ct);

        var first = await office.HandleAsync(PostOffice.Clerk, letter, Ct);
        await using var mail = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var coming = PostOffice.NextAsync(mail, Ct);
        await office.AdvanceUntilAsync(coming, Ct);
        var last = await office.ProcessAsync(PostOffice.Clerk, await coming, Ct);

        Assert.Equal("claim.missing", Assert.IsType<Outcome.Retry>(first).Cause.Code);
        var cause = Assert.IsType<Outcome.DeadLetter>(last).Cause;
        Assert.Equal("claim.missing", cause.Code);
        Assert.Contains("Restore the right one, then redrive", cause.Text, StringComparison.Ordinal);
        var (_, body) = await office.LetterAsync(Ct);
        Assert.Equal(letter.Body.ToArray(), body);
    }

    [Fact]
    public async Task A_missing_body_that_comes_after_all_is_handled()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write(Large("hello"));
        var claimed = letter with { Body = Claim.Of(letter.Body.Span) };

        var first = await office.HandleAsync(PostOffice.Clerk, claimed, Ct);
        await office.Services.GetRequiredService<IClaims>().KeepAsync(letter, Ct);
        await using var mail = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var coming = PostOffice.NextAsync(mail, Ct);
        await office.AdvanceUntilAsync(coming, Ct);
        var second = await office.ProcessAsync(PostOffice.Clerk, await coming, Ct);

        Assert.IsType<Outcome.Retry>(first);
        Assert.Equal(new Outcome.Done(), second);
    }

    [Fact]
    public async Task A_claim_that_was_moved_to_another_message_opens_nothing()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var (one, other) = (await KeptAsync(office, "one"), await KeptAsync(office, "other"));

        await AssertUnreadableAsync(office, one with { Body = other.Body });
    }

    [Theory]
    [InlineData("UPDATE claims SET body = substr(body, 1, 70000)")]
    [InlineData("UPDATE claims SET body = substr(body, 1, 1)")]
    public async Task A_body_that_was_cut_off_is_unreadable(string damage)
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = await KeptAsync(office, "hello");
        await office.Database.ExecuteAsync(damage, Ct);

        await AssertUnreadableAsync(office, letter);
    }

    [Fact]
    public async Task A_body_that_was_changed_is_unreadable()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var (letter, other) = (await KeptAsync(office, "hello"), office.Write(Large("hullo")));
        Assert.Equal(await office.Database.ScalarAsync("SELECT length FROM claims", Ct), (long)other.Body.Length);
        var text = Convert.ToHexString(other.Body.Span);
        await office.Database.ExecuteAsync($"UPDATE claims SET body = {(TestStore.IsPostgres ? $"decode('{text}', 'hex')" : $"x'{text}'")}", Ct);

        await AssertUnreadableAsync(office, letter);
    }

    [Fact]
    public async Task A_hostile_claim_is_a_dead_letter_with_code_and_text()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var good = (await KeptAsync(office, "hello")).Body.ToArray();
        byte[] negative = [.. good], endless = [.. good];
        negative[1] = 0xFF;
        endless[1] = 0x7F;
        byte[][] hostile =
        [
            [2], good[..^1], [.. good, 0], negative, endless, [2, .. new byte[Claim.Size - 1]],
            [2, .. "../../../keys/local.key"u8], [2, .. Encoding.UTF8.GetBytes("'; DROP TABLE claims; --".PadRight(Claim.Size - 1))], [2, .. new byte[1_000_000]],
        ];

        for (var i = 0; i < hostile.Length; i++)
            await AssertUnreadableAsync(office, office.Write($"letter {i}") with { Body = hostile[i] });

        Assert.Equal(1, await office.Database.CountAsync("claims", Ct));
    }

    [Fact]
    public async Task A_dead_letter_with_a_claim_tells_its_length_opens_and_comes_back()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write(Large("hello"));
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        await office.HandleAsync(PostOffice.Clerk, await office.Services.GetRequiredService<IClaims>().KeepAsync(letter, Ct), Ct);
        var lists = office.Services.GetRequiredService<LetterLists>();
        var line = Assert.Single(await lists.LettersAsync(new LetterFilter(), 0, 10, Ct));
        var (kept, body) = (await office.LetterAsync(Ct), await lists.BodyAsync(line.Id, Ct));

        office.Script.Do = (_, _, _) => Task.CompletedTask;
        await office.Host.StartAsync(Ct);
        var run = new RedriveRun(office.Database, [PostOffice.Clerk], office.Clock);
        var redriving = run.BeginAsync(
            new RedriveOrder(new GroupKey(line.Function, line.Fingerprint), null, null, 10, TimeSpan.FromMinutes(2), "test"), _ => { }, Ct);
        await office.AdvanceUntilAsync(redriving, Ct);
        await office.Host.StopAsync(Ct);

        Assert.Equal((letter.Body.Length, Claim.Size), ((int)line.BodyLength, kept.Body.Length));
        Assert.Equal(letter.Body.ToArray(), body);
        Assert.Equal(1, await office.Database.CountAsync("effects", Ct));
        Assert.Equal(0, await office.Database.CountAsync("dead_letters", Ct));
    }

    [Fact]
    public async Task What_comes_from_history_with_a_claim_is_handled_and_compared()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var topology = new Topology([new(PostOffice.Clerk.Queue, PostOffice.Clerk.WireNames)]).WithHistory();
        await office.Transport.StartAsync(topology, Ct);
        var letter = await KeptAsync(office, "hello");
        await office.Transport.PublishAsync(letter, Ct);
        var fromHistory = await office.Transport.ReadHistoryAsync(0, await office.Transport.EndOfHistoryAsync(Ct), Ct).SingleAsync(Ct);

        await office.Inbox.KeepFromHistoryAsync(PostOffice.Clerk, [fromHistory.Message], Ct);
        var kept = (await office.Inbox.FindAsync(1, Ct))!;
        var outcome = await office.ProcessAsync(PostOffice.Clerk, HandDelivery.Of(kept, office.Inbox, office.Clock), Ct);
        var shadow = await ShadowAsync(office);

        Assert.Equal((Claim.Size, new Outcome.Done()), (kept.Body.Length, outcome));
        Assert.Equal((1, 0, 0), (shadow.Handled, shadow.Failed, shadow.Erased));
    }

    [Fact]
    public async Task A_destroyed_key_ends_it_as_erased_whatever_became_of_the_body()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = await KeptAsync(office, "hello");
        await office.Database.ExecuteAsync("DELETE FROM claims", Ct);
        office.Keys.Destroyed = true;

        Assert.Equal(new Outcome.Erased(), await office.HandleAsync(PostOffice.Clerk, letter, Ct));
    }

    [Fact]
    public async Task Only_sealed_bytes_lie_there_under_a_name_that_tells_nothing()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var (one, again) = (await KeptAsync(office, "identity of Alma"), await KeptAsync(office, "identity of Alma"));

        var body = (byte[])(await office.Database.ScalarAsync("SELECT body FROM claims ORDER BY position LIMIT 1", Ct))!;

        Assert.Equal(-1, body.AsSpan().IndexOf("Alma"u8));
        Assert.NotEqual(one.Body.ToArray(), again.Body.ToArray()); // whoever guesses a content cannot look whether it is there
    }

    [Fact]
    public async Task Small_bodies_ask_nothing_of_the_store_and_allocate_nothing_for_it()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write("small");
        await using var consumer = await office.Transport.ConsumeAsync(PostOffice.Herald.Queue, 1, Ct);
        await office.Transport.SendAsync(PostOffice.Herald.Queue, letter, Ct);
        var delivery = await PostOffice.NextAsync(consumer, Ct);

        var (with, without) = (Allocated(new NeverAsked()), Allocated(null));

        Assert.Equal(without, with);

        long Allocated(IClaims? claims)
        {
            var open = new OpenPayload(office.Keys, LetterContracts.Registry, claims);
            var done = Task.FromResult<Outcome>(new Outcome.Done());
            NextStep next = (_, _) => done;
            return Enumerable.Range(0, 50).Min(_ =>
            {
                var context = new DeliveryContext(delivery, PostOffice.Herald);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var handling = open.HandleAsync(context, next, Ct);
                var after = GC.GetAllocatedBytesForCurrentThread();
                Assert.True(handling.IsCompletedSuccessfully);
                return after - before;
            });
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task The_threshold_is_the_largest_that_goes_with_its_message(int beyond, bool isKept)
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write("x") with { Body = new byte[new ClaimOptions().Threshold + beyond] };

        await SendAsync(office, letter);

        Assert.Equal(isKept ? 1 : 0, await office.Database.CountAsync("claims", Ct));
    }

    /// <summary>Larger than the threshold.</summary>
    private static string Large(string text) => text + new string('x', 200_000);

    private static Task<OutgoingMessage> KeptAsync(PostOffice office, string text) =>
        office.Services.GetRequiredService<IClaims>().KeepAsync(office.Write(Large(text)), Ct);

    private static async Task SendAsync(PostOffice office, OutgoingMessage message)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(Ct);
        await work.SendAsync([message], Ct);
        await work.CommitAsync(Ct);
    }

    private static Task ReplyAtLength(Letter letter, FunctionContext context, CancellationToken ct)
    {
        context.Publish(new Reply(Large("re: " + letter.Text)));
        return Task.CompletedTask;
    }

    private static async Task<int> LongestBodyAsync(PostOffice office, string table) =>
        Convert.ToInt32(await office.Database.ScalarAsync($"SELECT MAX(length(body)) FROM {table}", Ct), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task AssertUnreadableAsync(PostOffice office, OutgoingMessage message)
    {
        var outcome = await office.HandleAsync(PostOffice.Clerk, message, Ct);

        var cause = Assert.IsType<Outcome.DeadLetter>(outcome).Cause;
        Assert.Equal("unreadable-payload", cause.Code);
        Assert.NotEmpty(cause.Text);
        Assert.Equal(0, office.Script.Calls);
    }

    private static async Task<ShadowReport> ShadowAsync(PostOffice office)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(TimeProvider.System)
            .AddSingleton(office.Script)
            .AddSingleton<IKeyRing>(office.Keys)
            .AddMessageStore(office.Another(), "shadow")
            .FenceStore()
            .AddScoped<Clerk>()
            .BuildServiceProvider(validateScopes: true);
        return await new ShadowRun(
            PostOffice.Clerk, office.Transport, services.GetRequiredService<IServiceScopeFactory>(), office.Keys, LetterContracts.Registry,
            TimeProvider.System, services.GetRequiredService<IClaims>()).RunAsync(new ShadowOptions(null, 1_000, 100), Ct);
    }

    private sealed class NeverAsked : IClaims
    {
        public int Threshold => throw new InvalidOperationException();

        public Task<OutgoingMessage> KeepAsync(OutgoingMessage message, CancellationToken ct) => throw new InvalidOperationException();

        public Task<byte[]?> FindAsync(ReadOnlyMemory<byte> claim, CancellationToken ct) => throw new InvalidOperationException();

        public Task SawAsync(IReadOnlyDictionary<string, DateTimeOffset?> emptyAt, CancellationToken ct) => throw new InvalidOperationException();

        public Task<DateTimeOffset?> OldestAsync(CancellationToken ct) => throw new InvalidOperationException();

        public Task<ClaimsToGo> RenewAsync(DateTimeOffset before, CancellationToken ct) => throw new InvalidOperationException();

        public Task<int> RemoveAsync(DateTimeOffset before, int most, CancellationToken ct) => throw new InvalidOperationException();
    }
}
