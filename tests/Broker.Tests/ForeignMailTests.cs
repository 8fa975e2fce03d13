using System.Text;
using ClearView.Messaging;
using RabbitMQ.Client;

namespace ClearView.Broker.Tests;

public sealed class ForeignMailTests(RabbitFixture rabbit)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Damages => new()
    {
        { "nothing", "message_id" },
        { "id", "message_id" },
        { "type", "type" },
        { "time", "cloudEvents_time" },
        { "tenant", "cloudEvents_tenant" },
        { "key", "cloudEvents_keyid" },
        { "causation", "correlation_id" },
        { "version", "cloudEvents_sourceversion" },
        { "attempt", "clearview-attempt" },
        { "cause", "clearview-cause" },
        { "control", "cloudEvents_orderkey" },
        { "long", "cloudEvents_subject" },
        { "much", "cloudEvents_tracestate" },
        { "escape", "type" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Mail_that_nobody_here_can_read_becomes_a_dead_letter_that_says_so(string damage, string named)
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        var body = Encoding.UTF8.GetBytes("from a stranger");

        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        await stranger.Channel.BasicPublishAsync("", Letters.Queue, mandatory: true, Damaged(damage), body, Ct);
        await transport.SendAsync(Letters.Queue, Letters.New("from us"), Ct);

        var foreign = await Letters.NextAsync(consumer);
        Assert.Equal("from us", Letters.Text(await Letters.NextAsync(consumer)));
        Assert.NotNull(foreign.Foreign);
        await foreign.DeadLetterAsync(foreign.Foreign, Ct);
        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var letter = await Letters.NextAsync(dead);
        Assert.Equal("from a stranger", Letters.Text(letter));
        Assert.Equal("foreign-mail", letter.LastFailure?.Code);
        Assert.Contains($"'{named}'", letter.LastFailure?.Text, StringComparison.Ordinal);
        Assert.Equal("letters", letter.LastFailure?.Function);
        await letter.AckAsync(Ct);
    }

    [Fact]
    public async Task A_strangers_mail_in_the_dead_letter_queue_itself_does_not_go_round()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await stranger.Channel.BasicPublishAsync("", Topology.Dead, mandatory: true, new BasicProperties { Type = "A Name With Spaces" }, "x"u8.ToArray(), Ct);

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var letter = await Letters.NextAsync(dead);

        Assert.Equal("foreign-mail", letter.LastFailure?.Code);
        Assert.Equal("foreign", letter.Envelope.Type);
        await letter.AckAsync(Ct);
        Assert.Equal(0, (await transport.InspectAsync(Ct)).Single(s => s.Queue == Topology.Dead).Ready);
    }

    [Fact]
    public async Task A_body_larger_than_any_that_is_sent_is_left_out_and_named()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);

        await stranger.Channel.BasicPublishAsync("", Letters.Queue, mandatory: true, Damaged("none"), new byte[MessageWriter.LargestBody + 1], Ct);
        await transport.SendAsync(Letters.Queue, Letters.New("from us"), Ct);

        var large = await Letters.NextAsync(consumer);
        Assert.Equal("from us", Letters.Text(await Letters.NextAsync(consumer)));
        Assert.Equal(0, large.Body.Length);
        Assert.Contains($"{MessageWriter.LargestBody + 1} bytes", large.Foreign?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_death_ends_no_subscription_and_names_no_queue_of_its_own()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        var forged = Damaged("none");
        forged.Headers!["x-death"] = new List<object?>
        {
            new Dictionary<string, object?> { ["reason"] = "delivery_limit", ["queue"] = "clearview.\u001b[2J", ["time"] = new AmqpTimestamp(1L << 62) },
        };

        await stranger.Channel.BasicPublishAsync("", Topology.Dead, mandatory: true, forged, "x"u8.ToArray(), Ct);
        await transport.SendAsync(Topology.Dead, Letters.New("behind it"), Ct);

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var first = await Letters.NextAsync(dead);
        Assert.Equal("behind it", Letters.Text(await Letters.NextAsync(dead)));
        Assert.Equal(("poison.delivery-limit", "unknown"), (first.LastFailure?.Code, first.LastFailure?.Function));
    }

    [Fact]
    public async Task What_a_cause_brings_along_obeys_no_terminal()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        var properties = Damaged("none");
        properties.Headers!["clearview-cause"] = """{"code":"a\u001b[2J","text":"one\ntwo\u0000","attempts":1,"function":"letters","functionVersion":"1","stack":"here\nthere"}""";

        await stranger.Channel.BasicPublishAsync("", Topology.Dead, mandatory: true, properties, "x"u8.ToArray(), Ct);

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var cause = (await Letters.NextAsync(dead)).LastFailure;
        Assert.Equal(("a [2J", "one\ntwo ", "here\nthere"), (cause?.Code, cause?.Text, cause?.Stack));
    }

    private static BasicProperties Damaged(string damage)
    {
        if (damage == "nothing")
            return new BasicProperties();

        var properties = new BasicProperties
        {
            MessageId = "0af7651916cd43dd8448eb211c80319c",
            Type = Letters.Type,
            AppId = "clearview/test",
            Headers = new Dictionary<string, object?>
            {
                ["cloudEvents_time"] = "2026-11-23T10:00:00.0000000+00:00",
                ["cloudEvents_tenant"] = "default",
                ["cloudEvents_keyid"] = "key-1",
            },
        };
        switch (damage)
        {
            case "id": properties.MessageId = "Robert'); DROP TABLE letters;--"; break;
            case "type": properties.Type = null; break;
            case "time": properties.Headers["cloudEvents_time"] = "yesterday"; break;
            case "tenant": properties.Headers["cloudEvents_tenant"] = ""; break;
            case "key": properties.Headers["cloudEvents_keyid"] = 5; break;
            case "causation": properties.CorrelationId = "none"; break;
            case "version": properties.Headers["cloudEvents_sourceversion"] = "seven"; break;
            case "attempt": properties.Headers["clearview-attempt"] = -1; break;
            case "cause": properties.Headers["clearview-cause"] = "{not json"; break;
            case "control": properties.Headers["cloudEvents_orderkey"] = "a\0b"; break;
            case "long": properties.Headers["cloudEvents_subject"] = new string('s', 9_000); break;
            case "much": properties.Headers["cloudEvents_tracestate"] = new string('s', 60_000); break;
            case "escape": properties.Type = "\u001b[31mred"; break;
        }

        return properties;
    }
}
