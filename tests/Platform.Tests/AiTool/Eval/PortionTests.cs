using ClearView.Cli.Eval;

namespace ClearView.Platform.Tests.AiTool.Eval;

public sealed class PortionTests
{
    // Reference values: Wilson's formula worked out by hand for these counts.
    [Theory]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(1, 10, 0.01788, 0.40415)]
    [InlineData(5, 10, 0.23659, 0.76341)]
    [InlineData(3, 266, 0.00384, 0.03263)]
    [InlineData(0, 2000, 0, 0.00192)]
    [InlineData(10, 10, 0.72247, 1)]
    public void The_interval_is_Wilsons(long some, long all, double low, double high)
    {
        var portion = new Portion();
        portion.Count(some, all);

        Assert.Equal(low, portion.Interval.Low, 0.0001);
        Assert.Equal(high, portion.Interval.High, 0.0001);
    }

    [Fact]
    public void Of_nothing_nothing_is_known()
    {
        Assert.Equal((0, 1), new Portion().Interval);
        Assert.Equal("none there", new Portion().ToString());
    }

    // Newcombe 1998, table II: 56/70 against 48/80 differ by 0.2 with the limits 0.0524 and 0.3339.
    [Fact]
    public void The_bound_of_a_difference_is_Newcombes()
    {
        var (first, second) = (new Portion(), new Portion());
        first.Count(56, 70);
        second.Count(48, 80);

        Assert.Equal(0.3339, Portion.MostAbove(first, second), 0.0005);
        Assert.Equal(-0.0524, Portion.MostAbove(second, first), 0.0005);
    }
}
