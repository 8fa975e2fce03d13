using ClearView.AiTool.CheckStory;
using ClearView.AiTool.ExtractSkills;
using ClearView.Cli.Eval.Stories;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.CheckStory;

public sealed class StoryCheckerTests
{
    private const string Line = "Cut waste from 9 % to 4 % in eight months with Kafka and SQL";
    private const string Dates = "Jan 2020 - Dec 2021";
    private const string Resume = $"EXPERIENCE\nBaker, Mill Lane Bakery        {Dates}\n- {Line}\n- Trained 12 people for Harbour Bread Ltd\nJun 2022 -\nHead baker\n";

    private static IReadOnlyList<StoryFault> Check(string told, string source = Line)
    {
        var at = Resume.IndexOf(source, StringComparison.Ordinal);
        var part = new StoryPart("specific", told, [new Quote(at, at + source.Length, source)], null);
        return StoryChecker.Check(Resume, new StoryTold(default, "Head baker", [part], "test"));
    }

    [Theory]
    [InlineData("They cut waste from 9 % to 4 % in eight months with Kafka and SQL.")]
    [InlineData("Waste was cut from 9 % to 4 % in 8 months.")]
    [InlineData("With Kafka and SQL, they cut waste.")]
    [InlineData("They drew on Kafka in eight months.")]
    [InlineData("In their words: \"Cut waste from 9 % to 4 % in eight months with Kafka and SQL\".")]
    public void What_the_source_says_may_be_told(string told) => Assert.Empty(Check(told));

    [Theory]
    [InlineData("They cut waste from 9 % to 3 %.", "number")]
    [InlineData("They cut waste from 9 to 4 %.", "number")]
    [InlineData("They cut waste from 4 % to 9 %.", "number")]
    [InlineData("They cut waste twice from 9 % to 4 %.", "number")]
    [InlineData("They cut waste from 9 % to 4 % and by 9 %.", "number")]
    [InlineData("They cut waste in eight years.", "duration")]
    [InlineData("They cut waste in 8 weeks.", "duration")]
    [InlineData("They cut waste in March.", "date")]
    [InlineData("They still cut waste.", "date")]
    [InlineData("They cut waste with Kubernetes.", "skill")]
    [InlineData("They cut waste with kubernetes.", "skill")]
    [InlineData("They cut waste with machine learning.", "skill")]
    [InlineData("They cut waste at Harbour.", "name")]
    [InlineData("They cut waste at harbour.", "word")]
    [InlineData("They cut Waste with Kafka.", "name")]
    [InlineData("They cut waste with IT.", "name")]
    [InlineData("They led a team with Kafka.", "word")]
    [InlineData("They never cut waste.", "word")]
    [InlineData("They cut waste <b>with</b> Kafka.", "sign")]
    [InlineData("They cut waste\nwith Kafka.", "sign")]
    [InlineData("They cut waste, jane@example.com.", "sign")]
    [InlineData("They cut waste: https://example.com.", "sign")]
    public void What_it_does_not_say_is_found(string told, string kind) => Assert.Contains(Check(told), fault => fault.Kind == kind);

    [Fact]
    public void A_unit_may_stand_on_the_next_line()
    {
        const string Wrapped = "Gave everyone two\nweeks' notice and 8\n% more";
        var part = new StoryPart("specific", "They gave everyone two weeks' notice and 8 % more.", [new Quote(0, Wrapped.Length, Wrapped)], null);
        Assert.Empty(StoryChecker.Check(Wrapped, new StoryTold(default, "", [part], "test")));
    }

    [Theory]
    [InlineData("Built pages with CSS, HTML or SQL", true)]
    [InlineData("Built pages with HTML or SQL", false)]
    public void Two_named_skills_in_a_list_are_no_third(string source, bool isTrue)
    {
        var part = new StoryPart("specific", "They built pages with HTML and CSS.", [new Quote(0, source.Length, source)], null);
        Assert.Equal(isTrue, StoryChecker.Check(source, new StoryTold(default, "", [part], "test")).Count == 0);
    }

    [Fact]
    public void What_another_line_says_is_not_said_by_this_one()
    {
        Assert.Contains(Check("They cut waste with 12 people."), fault => fault is { Kind: "number", Found: "12" });
        Assert.Empty(Check("They trained 12 people.", "Trained 12 people for Harbour Bread Ltd"));
    }

    [Theory]
    [InlineData("This was from January 2020 to Dec 2021.", Dates, true)]
    [InlineData("This was from Jan 2020 to Dec 2022.", Dates, false)]
    [InlineData("They have done so since Jan 2020 and still do.", Dates, false)]
    [InlineData("They have done so since Jun 2022 and still do.", "Jun 2022", true)]
    public void Only_what_goes_on_is_still_done(string told, string source, bool isTrue) => Assert.Equal(isTrue, Check(told, source).Count == 0);

    [Fact]
    public void A_source_that_does_not_stand_where_it_says_is_found_and_so_is_none_at_all()
    {
        var moved = new StoryPart("specific", "They cut waste.", [new Quote(3, 3 + Line.Length, Line)], null);
        var uncited = new StoryPart("relevant", "They cut waste.", [], null);
        Assert.Equal(["source", "source"], StoryChecker.Check(Resume, new StoryTold(default, "Baker", [moved, uncited], "test")).Select(fault => fault.Kind));
    }

    [Fact]
    public void A_headline_is_held_against_the_whole_text() =>
        Assert.Equal("Chief", Assert.Single(StoryChecker.Check(Resume, new StoryTold(default, "Chief baker", [], "test"))).Found);

    [Fact]
    public void An_answer_of_any_length_is_not_read() => Assert.Equal("length", Assert.Single(Check(new string('a', 100_000))).Kind);

    [Fact]
    public void No_plain_word_is_a_skill_or_a_number()
    {
        Assert.DoesNotContain(PlainWords.All, Figure.IsOne);
        Assert.Empty(Taxonomy.Default.Names.Where(name => name.Rule == NameRule.Anywhere && PlainWords.All.Contains(name.Text)).Select(name => name.Text));
    }

    [Fact]
    public void Whatever_is_put_into_a_true_story_is_caught_and_what_is_taken_out_of_the_resume_is_gone()
    {
        var tally = new StoryTally("samples");
        foreach (var resume in Samples.Resumes)
            tally.Add(resume.File, resume.Text, seeds: 1);

        Assert.Empty(tally.Shown);
        Assert.Equal(0, tally.FaultCount);
        Assert.Equal(0, tally.Stayed.Some);
        Assert.True(tally.Stayed.All > 200, $"{tally.Stayed.All} places were deleted");
        Assert.All(["number", "number changed", "numbers swapped", "number of another part", "duration", "date", "employer", "skill", "merit"], kind => Assert.True(tally.Caught[kind].All > 20, kind));
        Assert.All(tally.Caught.Values, caught => Assert.Equal(caught.All, caught.Some));
    }
}
