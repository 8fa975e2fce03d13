using ClearView.Messaging.Receive;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public sealed class PoisonTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_process_after_process_died_with_is_set_aside()
    {
        for (var death = 0; death < 3; death++)
            Die("poison");
        using var journal = Open();
        await using var office = await PostOffice.OpenAsync(Ct, journal: journal);

        var outcome = await office.HandleAsync(PostOffice.Clerk, office.Write("poison"), Ct);

        var cause = Assert.IsType<Outcome.DeadLetter>(outcome).Cause;
        Assert.Equal(("poison", "3 times a process ended while it handled this message, so it was set aside."), (cause.Code, cause.Text));
        Assert.Equal(0, office.Script.Calls);
    }

    [Fact]
    public async Task What_lay_beside_the_culprit_is_handled_and_cleared()
    {
        Die("poison", "innocent");
        Die("poison", "innocent");
        using (var second = Open())
        {
            await using var office = await PostOffice.OpenAsync(Ct, journal: second);
            Assert.Equal(new Outcome.Done(), await office.HandleAsync(PostOffice.Clerk, office.Write("innocent"), Ct));
            second.Begin("clerk", MessageId.Derive("poison"));
        }

        using var third = Open();

        Assert.Equal(0, third.DeathsOf("clerk", MessageId.Derive("innocent")));
        Assert.Equal(3, third.DeathsOf("clerk", MessageId.Derive("poison")));
    }

    [Fact]
    public async Task Suspects_are_handled_one_at_a_time_and_others_beside_them()
    {
        Die("one", "two");
        using var journal = Open();
        await using var office = await PostOffice.OpenAsync(Ct, journal: journal);
        var (begun, mayEnd, suspectsAtOnce, most) = (new TaskCompletionSource(), new TaskCompletionSource(), 0, 0);
        office.Script.Do = async (letter, _, ct) =>
        {
            if (letter.Text == "free")
                return;
            most = Math.Max(most, Interlocked.Increment(ref suspectsAtOnce));
            begun.TrySetResult();
            await mayEnd.Task.WaitAsync(ct);
            Interlocked.Decrement(ref suspectsAtOnce);
        };

        foreach (var name in (string[])["one", "two"])
            await office.Transport.SendAsync(PostOffice.Herald.Queue, office.Write(name), Ct);
        await using var consumer = await office.ConsumeAsync(PostOffice.Herald, 2, Ct);
        var suspects = Task.WhenAll(office.HandleNextAsync(PostOffice.Herald, consumer, Ct), office.HandleNextAsync(PostOffice.Herald, consumer, Ct));
        await begun.Task.WaitAsync(PostOffice.Deadline, Ct);
        var free = await office.HandleAsync(PostOffice.Clerk, office.Write("free"), Ct).WaitAsync(PostOffice.Deadline, Ct);
        mayEnd.SetResult();
        await suspects.WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal(new Outcome.Done(), free);
        Assert.Equal((3, 1), (office.Script.Calls, most));
    }

    [Fact]
    public void A_message_that_ended_well_leaves_no_trace()
    {
        using (var journal = Open())
            journal.Begin("clerk", MessageId.Derive("fine")).Dispose();

        using var after = Open();
        Assert.Equal(0, after.DeathsOf("clerk", MessageId.Derive("fine")));
    }

    [Fact]
    public void Two_living_processes_of_one_name_have_a_journal_each()
    {
        using var first = Open();
        first.Begin("clerk", MessageId.Derive("held by the first"));

        using var second = Open();

        Assert.Equal(0, second.DeathsOf("clerk", MessageId.Derive("held by the first")));
    }

    public void Dispose() => _folder.Dispose();

    private BegunJournal Open() => BegunJournal.Open(_folder.In("control"), "test");

    /// <summary>A process that has these in its hands when it ends.</summary>
    private void Die(params string[] held)
    {
        using var journal = Open();
        foreach (var name in held)
        {
            journal.Begin("clerk", MessageId.Derive(name));
            journal.Begin("herald", MessageId.Derive(name));
        }
    }
}
