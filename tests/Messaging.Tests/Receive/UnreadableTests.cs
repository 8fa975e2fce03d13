using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

/// <summary>What cannot be read is a dead letter at once: no function sees it, no retry is wasted on it.</summary>
public class UnreadableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_body_is_refused()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write("hello");
        var body = letter.Body.ToArray();
        body[^20] ^= 1;

        await AssertDeadAsync(office, letter with { Body = body }, "unreadable-payload");
    }

    [Fact]
    public async Task A_body_that_was_moved_to_another_message_is_refused()
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        await AssertDeadAsync(office, office.Write("hello") with { Body = office.Write("other").Body }, "unreadable-payload");
    }

    [Fact]
    public async Task A_body_that_was_moved_to_another_tenant_or_type_is_refused()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write("hello");

        await AssertDeadAsync(office, letter with { Envelope = letter.Envelope with { Tenant = new TenantId("other") } }, "unreadable-payload");
        var other = office.Write("other");
        await AssertDeadAsync(office, other with { Envelope = other.Envelope with { Type = Reply.WireName } }, "unreadable-payload");
    }

    [Fact]
    public async Task What_the_broker_calls_foreign_is_refused_with_its_cause()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var now = office.Clock.GetUtcNow();
        var cause = new FailureCause("foreign-mail", "A test wants this to be foreign.", null, null, 1, now, now, "clerk", "unknown");
        var delivery = new ForeignDelivery(office.Write("hello"), cause);

        var outcome = await office.ProcessAsync(PostOffice.Clerk, delivery, Ct);

        Assert.Equal(cause, Assert.IsType<Outcome.DeadLetter>(outcome).Cause);
        Assert.Equal(cause, delivery.DeadBecause);
        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task An_unknown_type_is_refused()
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        await AssertDeadAsync(office, office.WriteRaw("hello", "{}", type: "telegram.v1"), "unknown-type");
    }

    [Fact]
    public async Task A_known_type_that_the_function_does_not_take_is_refused()
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        await AssertDeadAsync(office, office.Write("hello", new Reply("hello")), "unknown-type");
    }

    [Fact]
    public async Task A_type_that_an_earlier_version_took_is_passed_over()
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        Assert.IsType<Outcome.Done>(await office.HandleAsync(PostOffice.Clerk.NoLonger<Reply>(), office.Write("hello", new Reply("hello")), Ct));
        Assert.Equal(0, (await office.RowsAsync(Ct)).Effects);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"text\":\"Philippa Canary")]
    [InlineData("{\"text\":{\"name\":\"Philippa Canary\"},\"lines\":[]}")]
    [InlineData("{\"lines\":[]}")]
    [InlineData("{\"text\":null,\"lines\":[]}")]
    [InlineData("{\"text\":\"Philippa Canary\",\"lines\":null}")]
    [InlineData("{\"text\":\"\",\"lines\":[],\"stamp\":\"Philippa Canary\"}")]
    [InlineData("{\"text\":\"\",\"lines\":[],\"stamp\":7}")]
    public async Task A_body_that_does_not_fit_its_contract_is_refused_and_not_quoted(string body)
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        var cause = await AssertDeadAsync(office, office.WriteRaw("hello", body), "unreadable-payload");

        Assert.DoesNotContain("Canary", cause.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_this_version_does_not_know_are_skipped()
    {
        await using var office = await PostOffice.OpenAsync(Ct);

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.WriteRaw("hello", "{\"text\":\"hello\",\"lines\":[],\"colour\":\"blue\"}"), Ct);

        Assert.Equal(new Outcome.Done(), outcome);
    }

    private static async Task<FailureCause> AssertDeadAsync(PostOffice office, OutgoingMessage message, string code)
    {
        var outcome = await office.HandleAsync(PostOffice.Clerk, message, Ct);

        var cause = Assert.IsType<Outcome.DeadLetter>(outcome).Cause;
        Assert.Equal(code, cause.Code);
        Assert.Equal(1, cause.Attempts);
        Assert.Equal(0, office.Script.Calls);
        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
        Assert.Equal(message.Body.ToArray(), (byte[])(await office.Database.ScalarAsync("SELECT body FROM dead_letters ORDER BY letter DESC LIMIT 1", Ct))!);
        return cause;
    }

    private sealed class ForeignDelivery : Delivery
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public ForeignDelivery(OutgoingMessage message, FailureCause cause)
        {
            (Envelope, Body, Attempt, Foreign) = (message.Envelope, message.Body, 1, cause);
        }

        public FailureCause? DeadBecause { get; private set; }

        public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct)
        {
            DeadBecause = cause;
            return Task.CompletedTask;
        }

        public override Task AckAsync(CancellationToken ct) => throw new NotSupportedException();

        public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => throw new NotSupportedException();

        public override Task ReturnAsync(CancellationToken ct) => throw new NotSupportedException();
    }
}
