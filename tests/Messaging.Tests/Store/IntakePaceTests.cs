using ClearView.Messaging.Store;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Messaging.Tests.Store;

public sealed class IntakePaceTests
{
    private static readonly TenantId _flood = new("flood");
    private static readonly TenantId _small = new("small");
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_puts_in_more_than_his_credit_beside_others_waits_and_they_do_not()
    {
        var pace = new IntakePace(TenantShares.Equal, _clock);
        await pace.PayAsync(_small, 1, Ct);
        await pace.PayAsync(_flood, TenantPace.Credit, Ct);

        var beyond = pace.PayAsync(_flood, 10, Ct);
        var small = pace.PayAsync(_small, 1, Ct);

        Assert.True(small.IsCompletedSuccessfully);
        Assert.False(beyond.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10 / TenantPace.PerSecond));
        Assert.False(beyond.IsCompleted); // in groups
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        await beyond.WaitAsync(Support.PostOffice.Deadline, Ct);
    }

    [Fact]
    public void Who_is_alone_never_waits_and_owes_little_when_others_come()
    {
        var pace = new IntakePace(TenantShares.Equal, _clock);

        for (var i = 0; i < 100; i++)
            Assert.True(pace.PayAsync(_flood, TenantPace.Credit, Ct).IsCompletedSuccessfully);

        Assert.True(pace.PayAsync(_small, 1, Ct).IsCompletedSuccessfully);
        _clock.Advance(TimeSpan.FromSeconds(1 / TenantPace.PerSecond));
        Assert.True(pace.PayAsync(_flood, 1, Ct).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task However_much_is_put_in_at_once_the_wait_is_short_and_ends_with_the_token_without_a_failure()
    {
        var pace = new IntakePace(TenantShares.Equal, _clock);
        await pace.PayAsync(_small, 1, Ct);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var much = pace.PayAsync(_flood, 1_000_000, Ct);
        var cancelled = pace.PayAsync(_flood, 1, gone.Token);

        Assert.False(cancelled.IsCompleted);
        await gone.CancelAsync();
        await cancelled.WaitAsync(Support.PostOffice.Deadline, Ct);

        Assert.False(much.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1_050));
        await much.WaitAsync(Support.PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_larger_share_puts_in_more_before_it_waits()
    {
        var pace = new IntakePace(TenantShares.Parse("flood=3"), _clock);
        await pace.PayAsync(_small, 1, Ct);

        Assert.True(pace.PayAsync(_flood, 3 * TenantPace.Credit, Ct).IsCompletedSuccessfully);
        Assert.False(pace.PayAsync(_flood, 1, Ct).IsCompleted);
    }

    [Fact]
    public async Task What_is_taken_in_is_there_at_once_and_its_sender_hears_of_it_later()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var pace = new IntakePace(TenantShares.Equal, room.Clock);
        await CommitAsync("small", 1);

        var flooding = CommitAsync("flood", TenantPace.Credit + 10);
        await room.HoldsAsync(TenantPace.Credit + 11, Ct);
        await CommitAsync("small", 1);

        Assert.False(flooding.IsCompleted);
        while (!flooding.IsCompleted)
        {
            room.Clock.Advance(TimeSpan.FromMilliseconds(25));
            await Task.WhenAny(flooding, Task.Delay(1, Ct));
        }

        await flooding;

        async Task CommitAsync(string tenant, int messages)
        {
            await using var session = new StoreSession(room.Database, room.Signal, new SenderName("one"), room.Clock) { Pace = pace };
            await session.BeginAsync(Ct);
            await session.SendAsync([.. Enumerable.Range(0, messages).Select(i => Of(room.Message($"{tenant} {Guid.NewGuid()} {i}"), tenant))], Ct);
            await session.CommitAsync(Ct);
        }
    }

    private static OutgoingMessage Of(OutgoingMessage message, string tenant) => message with { Envelope = message.Envelope with { Tenant = new TenantId(tenant) } };
}
