using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public class EffectsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Effects_happen_once_however_often_a_message_is_delivered()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyOnce;
        var letter = office.Write("hello");

        var first = await office.HandleAsync(PostOffice.Clerk, letter, Ct);
        var second = await office.HandleAsync(PostOffice.Clerk, letter, Ct);
        var third = await office.HandleAsync(PostOffice.Clerk, letter, Ct);

        Assert.Equal(new Outcome.Done(), first);
        Assert.Equal(new Outcome.Done(Duplicate: true), second);
        Assert.Equal(new Outcome.Done(Duplicate: true), third);
        Assert.Equal(1, office.Script.Calls);
        Assert.Equal(new Rows(1, 1, 1), await office.RowsAsync(Ct));
        Assert.Equal(3, (await office.StateAsync(PostOffice.Clerk.Queue, Ct)).Settled);
    }

    [Fact]
    public async Task Many_copies_handled_at_once_have_one_effect()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyOnce;
        var letter = office.Write("hello");
        for (var i = 0; i < 8; i++)
            await office.Transport.SendAsync(PostOffice.Clerk.Queue, letter, Ct);
        await using var consumer = await office.Transport.ConsumeAsync(PostOffice.Clerk.Queue, 8, Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => office.HandleNextAsync(PostOffice.Clerk, consumer, Ct), Ct)));

        Assert.Single(outcomes, new Outcome.Done());
        Assert.Equal(7, outcomes.Count(o => o == new Outcome.Done(Duplicate: true)));
        Assert.Equal(new Rows(1, 1, 1), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_failure_before_the_commit_leaves_nothing()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = async (letter, context, ct) =>
        {
            await ReplyOnce(letter, context, ct);
            throw new InvalidOperationException("It broke in the middle.");
        };

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);
        var after = await office.RowsAsync(Ct);
        office.Script.Do = ReplyOnce;
        await using var consumer = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var again = office.HandleNextAsync(PostOffice.Clerk, consumer, Ct);
        await office.AdvanceUntilAsync(again, Ct, TimeSpan.FromMilliseconds(100));

        Assert.IsType<Outcome.Retry>(outcome);
        Assert.Equal(new Rows(0, 0, 0), after);
        Assert.Equal(new Outcome.Done(), await again);
        Assert.Equal(new Rows(1, 1, 1), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_death_before_the_commit_leaves_nothing_and_the_message_comes_back()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        office.Script.Do = async (letter, context, ct) =>
        {
            await ReplyOnce(letter, context, ct);
            await death.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await using (var consumer = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct))
        {
            var held = await PostOffice.NextAsync(consumer, Ct);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.ProcessAsync(PostOffice.Clerk, held, death.Token));
        }

        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
        await using var next = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var again = await PostOffice.NextAsync(next, Ct);
        Assert.Equal((office.Write("hello").Envelope.Id, 1), (again.Envelope.Id, again.Returns));
    }

    [Fact]
    public async Task A_lost_acknowledgement_leads_to_a_skipped_duplicate()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyOnce;
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await using (var consumer = await office.Transport.ConsumeAsync(PostOffice.Clerk.Queue, 1, Ct))
        {
            var deaf = DeafDelivery.Of(await PostOffice.NextAsync(consumer, Ct));
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.ProcessAsync(PostOffice.Clerk, deaf, Ct));
        }

        await using var again = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var outcome = await office.HandleNextAsync(PostOffice.Clerk, again, Ct);

        Assert.Equal(new Outcome.Done(), outcome);
        await office.AdvanceUntilAsync(SettledAsync(office), Ct);
        Assert.Equal(new Rows(1, 1, 1), await office.RowsAsync(Ct));
        Assert.False(again.Deliveries.TryRead(out _));
    }

    private static async Task SettledAsync(PostOffice office)
    {
        while ((await office.StateAsync(PostOffice.Clerk.Queue, Ct)).Settled != 1)
            await Task.Delay(1, Ct);
    }

    private static Task ReplyOnce(Letter letter, FunctionContext context, CancellationToken ct)
    {
        context.Publish(new Reply(letter.Text));
        return Task.CompletedTask;
    }
}
