using ClearView.Messaging.Mail;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Messaging.Tests.Mail;

public sealed class OwnedPartsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_that_was_lost_is_taken_again_once_nothing_of_its_part_is_in_hand()
    {
        var (clock, given, inHand, forgotten) = (new FakeTimeProvider(), new List<Right>(), 0, new List<int>());
        await using var owned = new OwnedParts(PostOffice.Clerk with { Exclusive = true }, TakeAsync, clock);
        await ClaimAsync();
        Assert.True(owned.Has(0));
        inHand = 1;

        given.ForEach(right => right.IsHeld = false); // the session that held them broke
        await ClaimAsync();
        Assert.False(owned.Has(0));
        Assert.Equal([0], forgotten);
        inHand = 0;
        await ClaimAsync();

        Assert.True(owned.Has(0));

        Task ClaimAsync()
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return owned.ClaimAsync(_ => inHand, forgotten.Add, Ct);
        }

        Task<IRight?> TakeAsync(string name, CancellationToken ct)
        {
            given.Add(new Right());
            return Task.FromResult<IRight?>(given[^1]);
        }
    }

    private sealed class Right : IRight
    {
        public bool IsHeld { get; set; } = true;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
