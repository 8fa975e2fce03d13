using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseWebhookTests
{
    private const string Key = "webhook-key-for-tests";

    [Fact]
    public async Task A_ping_comes_first_then_one_event_for_each_application()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var rig = await StartAsync(receiver);

        var ping = await receiver.NextAsync();
        var events = await receiver.NextAsync(7);

        Assert.Equal("ping", Action(ping));
        Assert.All(events, webhook => Assert.Equal("new_candidate_application", Action(webhook)));
        Assert.Equal(Enumerable.Range(701, 7), events.Select(webhook => Application(webhook).GetProperty("id").GetInt32()).Order());
        Assert.Equal(8, events.Append(ping).Select(webhook => webhook.EventId).Distinct().Count());
    }

    [Fact]
    public async Task The_signature_is_of_the_raw_body_and_the_body_is_escaped()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var rig = await StartAsync(receiver);

        foreach (var webhook in await receiver.NextAsync(8))
            Assert.Equal("sha256 " + Convert.ToHexStringLower(new HMACSHA256(Encoding.UTF8.GetBytes(Key)).ComputeHash(webhook.Body)), webhook.Signature);

        var text = Encoding.UTF8.GetString((await ReplayAsync(receiver, rig)).Body);
        Assert.Contains(@"\u003cp\u003eR\u0026D \u003cLtd\u003e\u003c/p\u003e", text, StringComparison.Ordinal);
        Assert.Contains(@"""first_name"":""Zo\u00eb""", text, StringComparison.Ordinal);
        Assert.All(text, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public async Task Any_answer_but_200_is_tried_again_seven_times_in_all()
    {
        await using var receiver = await WebhookReceiver.StartAsync(webhook => Task.FromResult(Action(webhook) == "ping" ? 204 : 202));
        await using var rig = await StartAsync(receiver);

        var tries = (await receiver.NextAsync(1 + (7 * 7))).Skip(1).ToList();
        await DoneAsync(rig, failed: 7);

        Assert.All(tries.GroupBy(webhook => webhook.EventId), same => Assert.Equal(7, same.Count()));
        Assert.Equal(7 * 7, rig.Journal("webhook").Count(line => line.GetProperty("status").GetInt32() == 202));
    }

    [Fact]
    public async Task After_a_ping_that_is_never_taken_nothing_is_sent()
    {
        await using var receiver = await WebhookReceiver.StartAsync(500);
        await using var rig = await StartAsync(receiver);

        var pings = await receiver.NextAsync(7);
        await DoneAsync(rig, failed: 1);

        Assert.All(pings, webhook => Assert.Equal("ping", Action(webhook)));
        Assert.Equal(7, rig.Journal("webhook").Count);
    }

    [Fact]
    public async Task Webhook_twice_repeats_the_event_with_its_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var rig = await StartAsync(receiver, Fault.WebhookTwice);

        var received = await receiver.NextAsync(9);

        var twice = Assert.Single(received.GroupBy(webhook => webhook.EventId), same => same.Count() == 2).ToList();
        Assert.Equal(twice[0].Body, twice[1].Body);
        Assert.Equal(1, await rig.StruckAsync(Fault.WebhookTwice));
    }

    [Fact]
    public async Task Webhook_early_comes_before_the_candidate_is_listed()
    {
        GreenhouseRig? rig = null;
        var started = new TaskCompletionSource();
        var listedAtDelivery = new Dictionary<long, bool>();
        await using var receiver = await WebhookReceiver.StartAsync(async webhook =>
        {
            await started.Task;
            if (Action(webhook) == "ping")
                return 200;
            var candidate = Application(webhook).GetProperty("candidate").GetProperty("id").GetInt64();
            var listed = (await rig!.IdsAsync($"v3/candidates?ids={candidate}")).Count == 1;
            lock (listedAtDelivery)
                listedAtDelivery[candidate] = listed;
            return 200;
        });
        await using (rig = await StartAsync(receiver, Fault.WebhookEarly))
        {
            started.SetResult();
            await receiver.NextAsync(8);

            Assert.Equal(1, await rig.StruckAsync(Fault.WebhookEarly));
            Assert.Equal(1, listedAtDelivery.Values.Count(listed => !listed));
            while ((await rig.IdsAsync("v3/candidates")).Count < 7)
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Webhook_bad_signature_is_repeated_with_a_good_one_when_refused()
    {
        await using var receiver = await WebhookReceiver.StartAsync(webhook => Task.FromResult(IsSigned(webhook) ? 200 : 401));
        await using var rig = await StartAsync(receiver, Fault.WebhookBadSignature);

        var received = await receiver.NextAsync(1 + 7 + 1);

        var forged = Assert.Single(received, webhook => !IsSigned(webhook));
        Assert.Single(received, webhook => IsSigned(webhook) && webhook.EventId == forged.EventId);
        Assert.Equal(401, Assert.Single(rig.Journal("webhook"), line => line.TryGetProperty("fault", out _)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Merge_takes_listed_candidates_away_and_only_webhooks_tell()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var rig = await StartAsync(receiver, Fault.Merge);
        await receiver.NextAsync(8);
        Assert.Equal(7, (await rig.IdsAsync("v3/candidates")).Count);

        var told = await receiver.NextAsync(2);
        var deleted = Person(told.Single(webhook => Action(webhook) == "delete_candidate"));
        var merged = Person(told.Single(webhook => Action(webhook) == "merge_candidate"));
        var (gone, loser, winner) = (deleted.GetProperty("id").GetInt64(), merged.GetProperty("id").GetInt64(), merged.GetProperty("new_candidate_id").GetInt64());

        Assert.Equal(Enumerable.Range(101, 7).Select(n => (long)n).Except([gone, loser]), (await rig.IdsAsync("v3/candidates")).Order());
        Assert.Equal([Math.Max(loser, winner), Math.Min(loser, winner)], await rig.IdsAsync($"v3/attachments?candidate_ids={winner}"));
        Assert.DoesNotContain(gone + 600, await rig.IdsAsync("v3/applications"));
        using var note = await rig.PostNoteAsync(gone);
        Assert.Equal(HttpStatusCode.NotFound, note.StatusCode);

        await rig.RestartAsync();
        Assert.Equal(5, (await rig.IdsAsync("v3/candidates")).Count);
    }

    private static Task<GreenhouseRig> StartAsync(WebhookReceiver receiver, params string[] faults) => GreenhouseRig.StartAsync(options =>
        (options.WebhookUrl, options.WebhookSecret, options.Misbehave, options.FaultLimit) = (receiver.Address, Key, faults, 1));

    /// <summary>One more event, of a simulator that starts from nothing.</summary>
    private static async Task<ReceivedWebhook> ReplayAsync(WebhookReceiver receiver, GreenhouseRig rig)
    {
        await rig.RestartAsync(options => options.JournalPath += ".new");
        await receiver.NextAsync();
        return await receiver.NextAsync();
    }

    private static async Task DoneAsync(GreenhouseRig rig, int failed)
    {
        while ((await rig.StatusAsync()).GetProperty("webhooks").GetProperty("failed").GetInt32() < failed)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static bool IsSigned(ReceivedWebhook webhook) =>
        webhook.Signature == "sha256 " + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), webhook.Body));

    private static JsonElement Body(ReceivedWebhook webhook) => JsonDocument.Parse(webhook.Body).RootElement;
    private static string Action(ReceivedWebhook webhook) => Body(webhook).GetProperty("action").GetString()!;
    private static JsonElement Application(ReceivedWebhook webhook) => Body(webhook).GetProperty("payload").GetProperty("application");
    private static JsonElement Person(ReceivedWebhook webhook) => Body(webhook).GetProperty("payload").GetProperty("person");
}
