using ClearView.Messaging.Protection;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Protection;

public sealed class PayloadSealTests
{
    private static readonly DataKey _key = DataKey.Create("key-1");
    private static readonly Envelope _envelope = new()
    {
        Id = MessageId.Derive("a"),
        Type = "letter.v1",
        Source = "clearview/test",
        Time = DateTimeOffset.UnixEpoch,
        Tenant = TenantId.Default,
        Subject = "person-1",
        OrderKey = "order-1",
        SourceVersion = 7,
        KeyId = "key-1",
    };

    public static TheoryData<string, Func<Envelope, Envelope>> Changes => new()
    {
        { "tenant", e => e with { Tenant = new TenantId("other") } },
        { "type", e => e with { Type = "letter.v2" } },
        { "id", e => e with { Id = MessageId.Derive("b") } },
        { "source version", e => e with { SourceVersion = 8 } },
        { "key id", e => e with { KeyId = "key-2" } },
        { "subject", e => e with { Subject = "person-2" } },
        { "no subject", e => e with { Subject = null } },
        { "order key", e => e with { OrderKey = "order-2" } },
        { "another border between two parts", e => e with { Subject = "person-1|7:order-1", OrderKey = "" } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_body_opens_only_under_the_envelope_it_was_sealed_for(string what, Func<Envelope, Envelope> change)
    {
        var body = PayloadSeal.Seal(new byte[] { 1, 2, 3 }, _key, _envelope);

        Assert.Equal([1, 2, 3], PayloadSeal.Open(body, _key, _envelope with { Time = DateTimeOffset.MaxValue }));
        var refused = Assert.Throws<PermanentFailureException>(() => PayloadSeal.Open(body, _key, change(_envelope)));
        Assert.True(refused.Code == "unreadable-payload", what);
    }

    [Fact]
    public void A_body_that_no_broker_should_carry_is_refused()
    {
        var writer = new MessageWriter(LetterContracts.Registry, new RingOfKeys(), TimeProvider.System);

        var refused = Assert.Throws<PermanentFailureException>(() =>
            writer.Write(Letter.Of(new string('x', MessageWriter.LargestBody)), MessageId.Derive("a"), TenantId.Default, "test"));

        Assert.Equal("message.too-large", refused.Code);
        writer.Write(Letter.Of(new string('x', MessageWriter.LargestBody / 2)), MessageId.Derive("a"), TenantId.Default, "test");
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\u001b[2J")]
    [InlineData(null)]
    public void A_key_that_no_store_or_terminal_should_meet_is_refused(string? key)
    {
        var writer = new MessageWriter(LetterContracts.Registry, new RingOfKeys(), TimeProvider.System);

        var refused = Assert.Throws<PermanentFailureException>(() =>
            writer.Write(Letter.Of("hello"), MessageId.Derive("a"), TenantId.Default, "test", orderKey: key ?? new string('k', EnvelopeLimits.LongestText + 1)));

        Assert.Equal("message.unfit-envelope", refused.Code);
        writer.Write(Letter.Of("hello"), MessageId.Derive("a"), TenantId.Default, "test", orderKey: new string('k', EnvelopeLimits.LongestText));
    }
}
