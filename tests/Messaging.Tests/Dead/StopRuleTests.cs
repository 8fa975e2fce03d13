using ClearView.Messaging.Store.Dead;

namespace ClearView.Messaging.Tests.Dead;

public sealed class StopRuleTests
{
    [Theory]
    [InlineData(1, 1, 0, null)]
    [InlineData(1, 0, 1, "the canary failed again")]
    [InlineData(8, 7, 1, "1 of the first 8 failed again")]
    [InlineData(16, 9, 1, "1 of the first 10 failed again")]
    [InlineData(32, 31, 1, null)]
    [InlineData(40, 38, 2, null)]
    [InlineData(40, 37, 3, "3 of 40 failed again")]
    [InlineData(10_000, 9_500, 500, null)]
    [InlineData(10_000, 9_499, 501, "501 of 10000 failed again")]
    public void Any_of_the_first_ten_stops_it_and_then_more_than_one_in_twenty(long moved, long done, long failed, string? reason) =>
        Assert.Equal(reason, StopRule.ReasonOf(new Redrive(
            1, new RedriveOrder(new GroupKey("f", "g"), null, null, 1, TimeSpan.Zero, "test"), 1, Redrive.Running, null, default, null, moved, done, 0, failed)));
}
