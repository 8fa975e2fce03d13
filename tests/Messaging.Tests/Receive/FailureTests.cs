using System.Text.Json;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public class FailureTests
{
    private const string Canary = "Philippa Canary";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_permanent_failure_is_a_dead_letter_at_once_with_its_code_and_text()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("unreadable-document.scan", "The file holds pictures and no text.");

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);
        var (dead, _) = await office.LetterAsync(Ct);

        var cause = Assert.IsType<Outcome.DeadLetter>(outcome).Cause;
        Assert.Equal(cause, dead.Cause);
        Assert.Equal(
            ("unreadable-document.scan", "The file holds pictures and no text.", 1, "clerk"),
            (cause.Code, cause.Text, cause.Attempts, cause.Function));
        Assert.Equal(typeof(PermanentFailureException).FullName, cause.ExceptionType);
        Assert.Equal(PostOffice.Clerk.Version, cause.FunctionVersion);
        Assert.Equal(office.Clock.GetUtcNow(), cause.FailedAt);
        Assert.Equal(1, office.Script.Calls);
        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_function_is_told_when_it_may_have_done_its_work_before()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { ImmediateRetries = 1, Ladder = [TimeSpan.FromSeconds(10)], Jitter = 0 });
        var told = new List<bool>();
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("before"), Ct);
        await using var consumer = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        await office.HandleNextAsync(PostOffice.Clerk, consumer, Ct); // what comes next does not come by way of the store
        office.Script.Do = (_, context, _) =>
        {
            told.Add(context.MayBeRepeat);
            return told.Count < 3 ? throw new InvalidOperationException() : Task.CompletedTask;
        };
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);

        await office.HandleNextAsync(PostOffice.Clerk, consumer, Ct); // at once a second time
        await office.AdvanceUntilAsync(office.HandleNextAsync(PostOffice.Clerk, consumer, Ct), Ct); // from the ladder

        Assert.Equal([false, true, true], told);
    }

    [Fact]
    public async Task A_function_is_told_when_somebody_died_with_its_message()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var told = new List<bool>();
        office.Script.Do = (_, context, _) =>
        {
            told.Add(context.MayBeRepeat);
            return Task.CompletedTask;
        };
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("first"), Ct);
        await using (var dying = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct))
            await PostOffice.NextAsync(dying, Ct);
        await using var consumer = await office.ConsumeAsync(PostOffice.Clerk, 2, Ct);

        await office.HandleNextAsync(PostOffice.Clerk, consumer, Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("second"), Ct);
        await office.HandleNextAsync(PostOffice.Clerk, consumer, Ct);

        Assert.Equal([true, false], told);
    }

    [Fact]
    public async Task The_text_of_a_foreign_exception_is_told_to_nobody()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { MaxAttempts = 1 });
        office.Script.Do = (_, _, _) =>
        {
            try
            {
                throw new ArgumentException($"The name {Canary} is too long.");
            }
            catch (ArgumentException inner)
            {
                throw new InvalidOperationException($"Cannot greet {Canary}.", inner) { Data = { ["who"] = Canary } };
            }
        };
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await UntilAsync(async () => await office.Database.CountAsync("dead_letters", Ct) == 1);
        await office.Host.StopAsync(Ct);

        var cause = (string)(await office.Database.ScalarAsync("SELECT code || cause FROM dead_letters", Ct))!;
        Assert.Contains("InvalidOperationException in 'clerk'", JsonDocument.Parse(cause[cause.IndexOf('{', StringComparison.Ordinal)..])
            .RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("at ClearView.", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", cause, StringComparison.Ordinal);
        Assert.DoesNotContain(".cs:line", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", office.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_retried_at_once_then_climbs_the_ladder_and_then_is_dead()
    {
        var retry = new RetryOptions { MaxAttempts = 3, ImmediateRetries = 2, Ladder = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)], Jitter = 0.5 };
        await using var office = await PostOffice.OpenAsync(Ct, retry);
        office.Script.Do = (_, _, _) => throw new InvalidOperationException();
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await using var consumer = await office.ConsumeAsync(PostOffice.Clerk, 1, Ct);
        var start = office.Clock.GetUtcNow();

        var first = Assert.IsType<Outcome.Retry>(await office.HandleNextAsync(PostOffice.Clerk, consumer, Ct));
        var callsOfOneAttempt = office.Script.Calls;
        office.Clock.Advance(TimeSpan.FromSeconds(9.9));
        var tooEarly = consumer.Deliveries.TryRead(out _);
        var handling = office.HandleNextAsync(PostOffice.Clerk, consumer, Ct);
        await office.AdvanceUntilAsync(handling, Ct);
        var second = Assert.IsType<Outcome.Retry>(await handling);
        handling = office.HandleNextAsync(PostOffice.Clerk, consumer, Ct);
        await office.AdvanceUntilAsync(handling, Ct);
        var third = Assert.IsType<Outcome.DeadLetter>(await handling);

        Assert.Equal(3, callsOfOneAttempt);
        Assert.False(tooEarly);
        Assert.InRange(first.After, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
        Assert.InRange(second.After, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
        Assert.Equal([1, 2, 3], new[] { first.Cause, second.Cause, third.Cause }.Select(c => c.Attempts));
        Assert.Equal("InvalidOperationException", third.Cause.Code);
        Assert.Equal(start, third.Cause.FirstFailedAt);
        Assert.True(third.Cause.FailedAt - start >= first.After + second.After);
        Assert.Equal(third.Cause, (await office.LetterAsync(Ct)).Letter.Cause);
    }

    [Fact]
    public async Task One_of_the_immediate_retries_may_succeed_and_starts_from_nothing()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (letter, context, _) =>
        {
            context.Publish(new Reply(letter.Text));
            return office.Script.Calls < 3 ? throw new InvalidOperationException() : Task.CompletedTask;
        };

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);

        Assert.Equal(new Outcome.Done(), outcome);
        Assert.Equal(new Rows(1, 1, 1), await office.RowsAsync(Ct));
    }

    [Theory]
    [InlineData(null, 10)]     // the ladder's step
    [InlineData(3, 10)]        // sooner than the ladder allows
    [InlineData(120, 120)]     // what the other side asked for
    [InlineData(99_999_999, 24 * 3600)] // three years: somebody's mistake
    public async Task The_wait_that_the_other_side_asks_for_is_honoured_within_reason(int? asked, int expected)
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { Ladder = [TimeSpan.FromSeconds(10)], Jitter = 0 });
        office.Script.Do = (_, _, _) => throw new TransientFailureException(
            "busy", "The HR system asks to wait.", asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);

        var retry = Assert.IsType<Outcome.Retry>(outcome);
        Assert.Equal(TimeSpan.FromSeconds(expected), retry.After);
        Assert.Equal(("busy", "The HR system asks to wait."), (retry.Cause.Code, retry.Cause.Text));
        Assert.Equal(1, office.Script.Calls);
    }

    [Fact]
    public async Task What_failed_together_does_not_come_back_together()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new TransientFailureException("busy", "Busy.");

        var waits = new HashSet<TimeSpan>();
        for (var i = 0; i < 10; i++)
            waits.Add(Assert.IsType<Outcome.Retry>(await office.HandleAsync(PostOffice.Herald, office.Write($"{i}"), Ct)).After);

        Assert.True(waits.Count > 5, $"Ten retries share {waits.Count} waits.");
    }

    [Fact]
    public async Task An_erased_person_is_no_failure()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new PersonErasedException();

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);

        Assert.Equal(new Outcome.Erased(), outcome);
        await AssertGoneAsync(office);
    }

    [Fact]
    public async Task A_message_whose_key_was_destroyed_ends_as_erased_without_being_handled()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letter = office.Write("hello");
        office.Keys.Destroyed = true;

        var outcome = await office.HandleAsync(PostOffice.Clerk, letter, Ct);

        Assert.Equal(new Outcome.Erased(), outcome);
        Assert.Contains($"'clerk' ended message {letter.Envelope.Id} as erased", office.Log.Text, StringComparison.Ordinal);
        Assert.Equal(0, office.Script.Calls);
        await AssertGoneAsync(office);
    }

    private static async Task AssertGoneAsync(PostOffice office)
    {
        var queue = await office.StateAsync(PostOffice.Clerk.Queue, Ct);
        Assert.Equal((0L, 0L, 0L, 1L), (queue.Ready, queue.InFlight, queue.Delayed, queue.Settled));
        Assert.Equal(0, (await office.StateAsync(Topology.Dead, Ct)).Arrived);
        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (!await holds())
            await Task.Delay(5, deadline.Token);
    }
}
