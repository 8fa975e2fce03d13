using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Tests.Receive;

/// <summary>Handlers that do not end, and do not listen either.</summary>
public sealed class EndlessHandlerTests
{
    private static readonly TimeSpan _slowly = TimeSpan.FromMilliseconds(20); // a minute is three of the machine's seconds at least

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_that_does_not_end_is_retried_and_its_function_goes_on()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { HandlingDeadline = TimeSpan.FromMinutes(1) });
        var fine = new TaskCompletionSource();
        office.Script.Do = (letter, _, _) => letter.Text == "endless" ? new TaskCompletionSource().Task : Done(fine);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("endless"), Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("fine"), Ct);

        await office.Host.StartAsync(Ct);
        await office.AdvanceUntilAsync(fine.Task, Ct);
        await EffectsAsync(office, 1);
        await office.AdvanceUntilAsync(office.Host.StopAsync(Ct), Ct);

        Assert.Equal(1, await office.Database.CountAsync("effects", Ct));
    }

    [Fact]
    public async Task A_handler_beyond_its_deadline_is_a_failure_that_may_pass_and_the_store_takes_nothing_from_it_any_more()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { HandlingDeadline = TimeSpan.FromMinutes(1) });
        var (begun, mayGoOn, goneOn) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        office.Script.Do = async (_, context, _) =>
        {
            begun.SetResult();
            await mayGoOn.Task;
            context.Publish(new Reply("late"));
            goneOn.SetResult();
        };

        var handling = office.HandleAsync(PostOffice.Clerk, office.Write("hello"), Ct);
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);
        await office.AdvanceUntilAsync(handling, Ct);
        mayGoOn.SetResult();
        await goneOn.Task.WaitAsync(PostOffice.Deadline, Ct);
        office.Script.Do = (_, _, _) => Task.CompletedTask;
        await office.HandleAsync(PostOffice.Clerk, office.Write("next"), Ct).WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal("handling-deadline", Assert.IsType<Outcome.Retry>(await handling).Cause.Code);
        Assert.Equal(new Rows(1, 1, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_handler_that_heeds_its_token_has_ended_when_the_attempt_has()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { HandlingDeadline = TimeSpan.FromMinutes(1) });
        var ended = false;
        office.Script.Do = async (_, _, ct) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            finally
            {
                ended = true;
            }
        };

        var handling = office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);
        await office.AdvanceUntilAsync(handling, Ct);

        Assert.IsType<Outcome.Retry>(await handling);
        Assert.True(ended);
    }

    [Fact]
    public async Task A_pure_stage_that_keeps_its_thread_beyond_the_deadline_is_retried_and_its_place_is_taken_by_another()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { HandlingDeadline = TimeSpan.FromMinutes(1), MaxAttempts = 1 });
        using var never = new ManualResetEventSlim();
        var fine = new TaskCompletionSource();
        var served = 0;
        office.Script.Do = (letter, _, _) =>
        {
            if (letter.Text != "fine")
                never.Wait(CancellationToken.None);
            else if (Interlocked.Increment(ref served) == 3)
                fine.SetResult();
            return Task.CompletedTask;
        };
        // More than it has workers: without replacement nobody would be left.
        foreach (var text in (string[])["endless-1", "endless-2", "fine", "fine", "fine"])
            await office.Transport.SendAsync(PostOffice.Herald.Queue, office.Write(text, id: $"{text}-{Guid.NewGuid()}"), Ct);

        await office.Host.StartAsync(Ct);
        try
        {
            await office.AdvanceUntilAsync(fine.Task, Ct, _slowly);
            await office.AdvanceUntilAsync(DeadAsync(office, 2), Ct, _slowly); // the second may have begun later, and ends later
        }
        finally
        {
            never.Set(); // what they find out now counts no more
        }

        await office.AdvanceUntilAsync(office.Host.StopAsync(Ct), Ct);

        var dead = await office.Services.GetRequiredService<IDeadLetters>().ListAsync(TenantId.Default, null, 10, Ct);
        Assert.Equal(["handling-deadline", "handling-deadline"], dead.Select(d => d.Cause!.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopping_is_bounded_and_gives_back_what_is_not_finished(bool blocksItsThread)
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        using var never = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        office.Script.Do = (_, _, _) =>
        {
            begun.SetResult();
            if (blocksItsThread)
                never.Wait(CancellationToken.None);
            return new TaskCompletionSource().Task;
        };
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("endless"), Ct);
        await office.Host.StartAsync(Ct);
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);

        await office.AdvanceUntilAsync(office.Host.StopAsync(Ct), Ct);

        var queue = await office.StateAsync(PostOffice.Clerk.Queue, Ct);
        Assert.Equal((0L, 0), (queue.InFlight, queue.Consumers));
        Assert.Equal(1, await office.Database.CountAsync("inbox WHERE state = 0", Ct));
        never.Set();
    }

    [Fact]
    public async Task A_broken_subscription_is_taken_up_again_though_a_handler_does_not_end()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var (begun, after) = (new TaskCompletionSource(), new TaskCompletionSource());
        office.Script.Do = (letter, _, _) => letter.Text == "after" ? Done(after) : begun.TrySetResult() ? new TaskCompletionSource().Task : Task.CompletedTask;
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("endless"), Ct);
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);

        await office.Transport.StopAsync(Ct);
        await office.StartBrokerAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("after"), Ct);
        await office.AdvanceUntilAsync(after.Task, Ct);
        await EffectsAsync(office, 2);
        await office.AdvanceUntilAsync(office.Host.StopAsync(Ct), Ct); // the handler that does not end may have been begun anew

        Assert.Equal(2, await office.Database.CountAsync("effects", Ct));
    }

    [Fact]
    public async Task A_brake_does_not_keep_a_function_from_its_queue()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var brakes = (FunctionBrakes)office.Services.GetService(typeof(FunctionBrakes))!;
        brakes.Set("clerk", TimeSpan.FromDays(30));
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("braked"), Ct);
        await office.Host.StartAsync(Ct);
        await ConsumersAsync(office, 1);

        await office.Transport.StopAsync(Ct);
        await office.StartBrokerAsync(Ct);
        await office.AdvanceUntilAsync(ConsumersAsync(office, 1), Ct);
        await office.AdvanceUntilAsync(office.Host.StopAsync(Ct), Ct);

        Assert.Equal(0, office.Script.Calls);
    }

    [Fact]
    public async Task Many_who_start_a_function_at_once_start_it_once()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await Parallel.ForAsync(0, 64, Ct, (_, _) =>
        {
            office.Host.Start("clerk");
            return ValueTask.CompletedTask;
        });
        await ConsumersAsync(office, 1);

        await office.Host.KillAsync("clerk");

        Assert.Equal(0, (await office.StateAsync(PostOffice.Clerk.Queue, Ct)).Consumers);
    }

    private static Task Done(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }

    private static async Task DeadAsync(PostOffice office, int count)
    {
        while (await office.Services.GetRequiredService<IDeadLetters>().CountAsync(Ct) < count)
            await Task.Delay(1, Ct);
    }

    // What a handler did is there when the handler has ended, and stopping does not wait long for that.
    private static async Task EffectsAsync(PostOffice office, int count)
    {
        while (await office.Database.CountAsync("effects", Ct) != count)
            await Task.Delay(1, Ct);
    }

    private static async Task ConsumersAsync(PostOffice office, int count)
    {
        while ((await office.StateAsync(PostOffice.Clerk.Queue, Ct)).Consumers != count)
            await Task.Delay(1, Ct);
    }
}
