using ClearView.Cli;
using ClearView.Cli.Eval.Stories;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.AiTool.Eval;

public sealed class EvalStoriesTests
{
    [Theory]
    [InlineData("Cut the waste by 18 % in a year", true)]
    [InlineData("Repaired 40 grinding machines for two mills", true)]
    [InlineData("Kept a budget of £2m for the works", true)]
    [InlineData("Over 5+ years of work with Java", true)]
    [InlineData("Worked there from March 2019 to May 2021", false)]
    [InlineData("Wrote services in Java 21 and Python", false)]
    [InlineData("Call me at 07700 900417 any day", false)]
    [InlineData("Baked bread for the market hall", false)]
    public void A_line_is_quantified_by_what_it_counts(string line, bool isQuantified) => Assert.Equal(isQuantified, QuantifiedLines.Any(line));

    [Fact]
    public void A_story_that_tells_three_parts_is_enough_and_what_is_missing_is_asked()
    {
        var tally = new StoryTally("made");
        tally.Add("a", "EXPERIENCE\nBaker, Mill Lane Bakery        Jan 2020 - Dec 2021\n- Baked 400 loaves a day for two shops\n", seeds: 1);
        tally.Add("b", "HOBBIES\nSome 400 loaves of bread a year at home\n", seeds: 1);
        tally.AddUnreadable();

        Assert.Equal((3, 1), (tally.Documents, tally.Unreadable));
        Assert.Equal((1, 2), (tally.Enough.Some, tally.Enough.All));
        Assert.Equal(tally.Asked.All, tally.Asked.Some);
        Assert.Equal(10, tally.Told.All);
    }

    [Fact]
    public async Task A_folder_without_resumes_is_refused_with_what_is_missing()
    {
        using var folder = new OwnFolder();
        var refused = await Assert.ThrowsAsync<UsageException>(() => EvalStories.RunAsync(folder.Root, 1, false, true, TestContext.Current.CancellationToken));
        Assert.Contains("resume-ner-train.zip", refused.Message, StringComparison.Ordinal);
    }
}
