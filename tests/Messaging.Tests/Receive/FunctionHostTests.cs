using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Tests.Receive;

public class FunctionHostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopping_finishes_what_is_handled_and_gives_back_the_rest()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var (begun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        office.Script.Do = async (_, _, ct) =>
        {
            begun.TrySetResult();
            await mayEnd.Task.WaitAsync(ct);
        };
        for (var i = 0; i < 3; i++)
            await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write($"{i}"), Ct);

        await office.Host.StartAsync(Ct);
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);
        while (await office.StateAsync(PostOffice.Clerk.Queue, Ct) is not { Ready: 0, InFlight: 0 })
            await Task.Delay(5, Ct); // kept, and not acknowledged yet: that would be returned too
        var stopping = office.Host.StopAsync(Ct);
        var stoppedEarly = stopping.IsCompleted;
        mayEnd.SetResult();
        await stopping.WaitAsync(PostOffice.Deadline, Ct);

        var queue = await office.StateAsync(PostOffice.Clerk.Queue, Ct);
        Assert.False(stoppedEarly);
        Assert.Equal((0L, 0), (queue.InFlight, queue.Consumers));
        Assert.Equal(2, queue.Ready + await office.Database.CountAsync("inbox WHERE state = 0", Ct));
        Assert.Equal(new Rows(1, 1, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task Killing_gives_back_what_is_handled_and_a_new_start_handles_it()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var begun = new TaskCompletionSource();
        office.Script.Do = (_, _, ct) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await office.Host.StartAsync(Ct);
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);

        await office.Host.KillAsync("clerk").WaitAsync(PostOffice.Deadline, Ct);
        var waiting = await office.Database.CountAsync("inbox WHERE state = 0", Ct);
        var rows = await office.RowsAsync(Ct);
        var done = new TaskCompletionSource();
        office.Script.Do = (_, _, _) =>
        {
            done.SetResult();
            return Task.CompletedTask;
        };
        var runsWhileKilled = office.Host.IsRunning("clerk");
        office.Host.Start("clerk");
        await done.Task.WaitAsync(PostOffice.Deadline, Ct);
        await office.Host.StopAsync(Ct);

        Assert.False(runsWhileKilled);
        Assert.Equal(1, waiting);
        Assert.Equal(new Rows(0, 0, 0), rows);
        Assert.Equal(new Rows(1, 1, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_broken_subscription_is_taken_up_again()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var handled = new SemaphoreSlim(0);
        office.Script.Do = (_, _, _) =>
        {
            handled.Release();
            return Task.CompletedTask;
        };
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("before"), Ct);
        await handled.WaitAsync(Ct).WaitAsync(PostOffice.Deadline, Ct);

        await office.Transport.StopAsync(Ct);
        await office.StartBrokerAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("after"), Ct);
        await office.AdvanceUntilAsync(handled.WaitAsync(Ct), Ct);
        await office.Host.StopAsync(Ct);

        Assert.Equal(new Rows(2, 2, 0), await office.RowsAsync(Ct));
        Assert.Contains("'clerk' lost its subscription", office.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_is_kept_with_its_cause_and_keeping_it_twice_is_harmless()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var letters = office.Services.GetService(typeof(Messaging.Store.IDeadLetters)) as Messaging.Store.IDeadLetters;
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        var letter = office.Write("hello");
        await office.HandleAsync(PostOffice.Clerk, letter, Ct);
        await office.HandleAsync(PostOffice.Clerk, letter, Ct);

        var kept = Assert.Single(await letters!.ListAsync(TenantId.Default, "person-1", 10, Ct));
        Assert.Equal(("clerk", "no-good", "It is no good."), (kept.Function, kept.Cause?.Code, kept.Cause?.Text));
        Assert.Equal(letter.Envelope, kept.Envelope);
        Assert.Equal([kept], await letters.AllAsync(TenantId.Default, Ct).ToListAsync(Ct));
        Assert.Equal(letter.Body.ToArray(), await BodyAsync(office));
        Assert.Equal(1, await letters.CountAsync(Ct));
        Assert.Empty(await letters.ListAsync(TenantId.Default, "person-2", 10, Ct));
        Assert.Empty(await letters.ListAsync(new TenantId("other"), null, 10, Ct));
    }

    [Fact]
    public async Task What_no_function_takes_is_kept_with_its_cause_and_its_queue_runs_empty()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var stray = office.WriteRaw("hello", "{}", "unheard-of.v1");
        await office.Host.StartAsync(Ct);

        await office.Transport.PublishAsync(stray, Ct);
        await office.AdvanceUntilAsync(KeptAsync(), Ct);
        await office.AdvanceUntilAsync(EmptyAsync(office, Topology.Parking), Ct);
        await office.Host.StopAsync(Ct);

        var (letter, body) = await office.LetterAsync(Ct);
        Assert.Equal(("parking", "unroutable"), (letter.Function, letter.Cause?.Code));
        Assert.Equal(stray.Envelope, letter.Envelope);
        Assert.Equal(stray.Body.ToArray(), body);

        async Task KeptAsync()
        {
            while (await office.Database.CountAsync("dead_letters", Ct) == 0)
                await Task.Delay(1, Ct);
        }
    }

    [Fact]
    public async Task A_dead_letter_that_the_store_cannot_take_is_tried_again_while_the_process_lives()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        for (var i = 0; i < 20; i++)
            await office.HandleAsync(PostOffice.Herald, office.Write($"{i}"), Ct);
        await office.Database.ExecuteAsync("ALTER TABLE dead_letters RENAME TO dead_letters_away", Ct);

        await office.Host.StartAsync(Ct);
        await office.AdvanceUntilAsync(FailedAsync(office, 3), Ct);
        await office.Database.ExecuteAsync("ALTER TABLE dead_letters_away RENAME TO dead_letters", Ct);
        await office.AdvanceUntilAsync(EmptyAsync(office, Topology.Dead), Ct);
        await office.Host.StopAsync(Ct);

        Assert.Equal(20, await office.Database.CountAsync("dead_letters", Ct));
    }

    [Fact]
    public async Task A_message_that_the_store_never_answers_does_not_keep_its_worker_for_ever()
    {
        var retry = new RetryOptions { MaxAttempts = 2, ImmediateRetries = 0, Ladder = [TimeSpan.FromSeconds(1)] };
        await using var office = await PostOffice.OpenAsync(Ct, retry);
        var handled = new TaskCompletionSource();
        office.Script.Do = (letter, _, _) =>
        {
            if (letter.Text == "too much for it")
                throw new Messaging.Store.StoreUnavailableException("A statement took longer than it may.", new TimeoutException());
            handled.TrySetResult();
            return Task.CompletedTask;
        };
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("too much for it"), Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("well"), Ct); // behind it: one worker, one key

        await office.AdvanceUntilAsync(handled.Task, Ct);
        await office.Host.StopAsync(Ct);

        var cause = (await office.LetterAsync(Ct)).Letter.Cause!;
        Assert.Equal(("StoreUnavailableException", 2), (cause.Code, cause.Attempts));
    }

    [Fact]
    public async Task A_brake_makes_every_message_wait_and_can_be_released()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var brakes = (FunctionBrakes)office.Services.GetService(typeof(FunctionBrakes))!;
        brakes.Set("herald", TimeSpan.FromSeconds(5));

        var handling = office.HandleAsync(PostOffice.Herald, office.Write("slow"), Ct);
        office.Clock.Advance(TimeSpan.FromSeconds(4.9));
        var (completedEarly, callsEarly) = (handling.IsCompleted, office.Script.Calls);
        await office.AdvanceUntilAsync(handling, Ct);
        brakes.Set("herald", TimeSpan.Zero);
        await office.HandleAsync(PostOffice.Herald, office.Write("free"), Ct);

        Assert.False(completedEarly);
        Assert.Equal(0, callsEarly);
        Assert.Equal(2, office.Script.Calls);
    }

    private static async Task EmptyAsync(PostOffice office, string queue)
    {
        while (await office.StateAsync(queue, Ct) is { Ready: > 0 } or { InFlight: > 0 })
            await Task.Delay(1, Ct);
    }

    private static async Task FailedAsync(PostOffice office, int times)
    {
        while (office.Log.Text.Split("'dead' could not settle").Length <= times)
            await Task.Delay(1, Ct);
    }

    private static async Task<byte[]> BodyAsync(PostOffice office)
    {
        await using var scope = office.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Messaging.Store.IStoreConnection>().UseAsync(async (connection, _) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT body FROM dead_letters";
            return (byte[])(await command.ExecuteScalarAsync(Ct))!;
        }, Ct);
    }
}
