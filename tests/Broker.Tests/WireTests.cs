using ClearView.Messaging;

namespace ClearView.Broker.Tests;

public sealed class WireTests(RabbitFixture rabbit)
{
    private static readonly Envelope _full = new()
    {
        Id = MessageId.Derive("wire"),
        Type = "letter.v1",
        Source = "clearview/test",
        Time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(5.5)).AddTicks(1_234_567),
        Tenant = new TenantId("tenant-\u00e9"),
        KeyId = "key-1",
        Subject = "person-1",
        OrderKey = "order \"key\" \u4e2d",
        SourceVersion = long.MaxValue,
        CausationId = MessageId.Derive("cause"),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        TraceState = new string('s', 512),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_attribute_of_an_envelope_survives_every_way_it_can_take()
    {
        // A new attribute must be set above, and is then seen to travel.
        Assert.All(typeof(Envelope).GetProperties(), p => Assert.False(p.GetValue(_full) is null or 0L, p.Name));
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await transport.PublishAsync(new OutgoingMessage(_full, "x"u8.ToArray()), Ct);

        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        var first = await Letters.NextAsync(consumer);
        await first.RetryAsync(TimeSpan.FromMilliseconds(10), Letters.Cause("not-now"), Ct);
        var second = await Letters.NextAsync(consumer);
        await second.DeadLetterAsync(Letters.Cause("never"), Ct);
        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var last = await Letters.NextAsync(dead);

        Assert.All([first, second, last], d =>
        {
            Assert.Equal(_full, d.Envelope);
            Assert.Equal(_full.Time.Offset, d.Envelope.Time.Offset);
        });
        Assert.Equal([1, 2, 2], new[] { first.Attempt, second.Attempt, last.Attempt });
    }

    [Fact]
    public async Task What_amqp_cannot_carry_is_refused_before_it_harms_the_connection()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        var tooLong = new OutgoingMessage(_full with { Type = new string('t', 256) }, default);
        var tooMuch = new OutgoingMessage(_full with { TraceState = new string('s', 100_000) }, default);

        await Assert.ThrowsAsync<ArgumentException>(() => transport.PublishAsync(tooLong, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => transport.PublishAsync(tooMuch, Ct));

        await transport.PublishAsync(Letters.New("fine"), Ct);
    }

    [Fact]
    public async Task A_cause_too_long_for_a_header_is_cut_and_kept()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await transport.PublishAsync(new OutgoingMessage(_full with { TraceState = new string('s', 40_000) }, default), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        var delivery = await Letters.NextAsync(consumer);

        await delivery.DeadLetterAsync(Letters.Cause("long") with { Text = new string('\u4e2d', 200_000), Stack = new string('x', 200_000) }, Ct);

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        Assert.Equal("long", (await Letters.NextAsync(dead)).LastFailure?.Code);
    }

    [Fact]
    public async Task A_delivery_is_settled_once()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await transport.PublishAsync(Letters.New("one"), Ct);
        await transport.PublishAsync(Letters.New("two"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        var one = await Letters.NextAsync(consumer);
        await one.AckAsync(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => one.AckAsync(Ct));

        await (await Letters.NextAsync(consumer)).AckAsync(Ct); // the channel still works
    }
}
