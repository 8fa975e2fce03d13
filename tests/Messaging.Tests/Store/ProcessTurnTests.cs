using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

/// <summary>The locks belong to open files: two of one process stand for two processes.</summary>
public sealed class ProcessTurnTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<ProcessTurn> _opened = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var turn in _opened)
            turn.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_has_just_had_his_turn_does_not_come_before_who_waits()
    {
        var busy = Open();
        var other = Open();
        await busy.EnterAsync(Ct);
        var others = other.EnterAsync(Ct);
        await UntilItIsNextAsync();

        busy.Leave();
        var again = busy.EnterAsync(Ct);
        await others.WaitAsync(PostOffice.Deadline, Ct);

        Assert.False(again.IsCompleted);
        other.Leave();
        await again.WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_turn_that_does_not_come_is_not_waited_for_for_ever_and_is_given_on_when_it_comes()
    {
        var stuck = Open();
        var other = Open(TimeSpan.FromMilliseconds(20));
        await stuck.EnterAsync(Ct);
        await other.EnterAsync(Ct); // goes on without it
        other.Leave(); // has nothing to leave

        var third = Open();
        var thirds = third.EnterAsync(Ct);
        stuck.Leave();

        await thirds.WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task Who_waits_no_longer_holds_up_nobody()
    {
        var holder = Open();
        var impatient = Open();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await holder.EnterAsync(Ct);
        var waiting = impatient.EnterAsync(giveUp.Token);
        await UntilItIsNextAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        holder.Leave();
        await holder.EnterAsync(Ct).WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_store_that_is_closed_while_it_has_or_awaits_the_turn_leaves_it()
    {
        var holder = Open();
        var waiter = Open();
        await holder.EnterAsync(Ct);
        _ = waiter.EnterAsync(Ct);
        await UntilItIsNextAsync();

        waiter.Dispose();
        holder.Dispose();
        holder.Leave();

        await Open().EnterAsync(Ct).WaitAsync(PostOffice.Deadline, Ct);
    }

    private ProcessTurn Open(TimeSpan? patience = null)
    {
        var turn = new ProcessTurn(_folder.In("store.db"), patience ?? TimeSpan.FromMinutes(5));
        _opened.Add(turn);
        return turn;
    }

    /// <summary>Until somebody stands in the queue of one: a file that is opened for oneself alone is locked the same way.</summary>
    private async Task UntilItIsNextAsync()
    {
        while (true)
        {
            try
            {
                File.OpenHandle(_folder.In("store.db.next"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            }
            catch (IOException)
            {
                return;
            }

            await Task.Delay(5, Ct);
        }
    }
}
