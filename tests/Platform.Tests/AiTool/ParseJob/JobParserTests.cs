using ClearView.AiTool.ParseJob;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.ParseJob;

public sealed class JobParserTests
{
    private const string Posting = """
        Senior Back-End Engineer

        About us
        Mill Lane is 30 years old and loves Perl.

        What you will do
        - Build services in C# and keep them running

        What you need
        - At least 4 years of C#
        - RabbitMQ, Kafka or Azure Service Bus
        - A bachelor's degree

        Nice to have
        - Kubernetes
        - 10 years of PostgreSQL
        We look for a young and energetic rockstar.
        """;

    private static readonly JobFeatures Job = Parse(Posting).Features;

    private static JobParsed Parse(string text) => JobParser.Parse(default, 3, text.Split('\n')[0], text);

    private static SkillAsked? Asked(string skill) => Job.Skills.SingleOrDefault(s => s.Skill == skill);

    [Fact]
    public void Every_quote_of_every_sample_stands_in_its_posting()
    {
        foreach (var job in Samples.Jobs)
        {
            Assert.True(job.Features.Skills.Count >= 5, job.Features.Title);
            Assert.True(job.Features.Skills.Count(s => s.Required) >= 3, job.Features.Title);
        }
        Quotes.StandIn(Posting, [.. Job.Skills.Select(s => s.Evidence), Job.MinMonthsEvidence, Job.EducationEvidence, Job.LevelEvidence, .. Parse(Posting).Wording.Select(w => w.Where)]);
    }

    [Theory]
    [InlineData("csharp", true, 48)]
    [InlineData("rabbitmq", true, 0)]
    [InlineData("kafka", true, 0)]
    [InlineData("kubernetes", false, 0)]
    public void A_skill_is_required_or_preferred_as_its_part_of_the_posting_says(string skill, bool required, int months)
    {
        Assert.Equal(required, Asked(skill)?.Required);
        Assert.Equal(months, Asked(skill)?.MinMonths);
    }

    [Fact]
    public void Alternatives_share_one_quote() => Assert.Equal(Asked("rabbitmq")!.Evidence, Asked("kafka")!.Evidence);

    [Fact]
    public void What_the_company_says_of_itself_is_not_asked_for()
    {
        Assert.Null(Asked("perl"));
        Assert.Equal(48, Job.MinMonths);
    }

    [Fact]
    public void Level_and_education_are_read()
    {
        Assert.Equal(4, Job.Level);
        Assert.Equal(3, Job.Education);
        Assert.Equal(3, Job.Version);
    }

    [Theory]
    [InlineData("- Forklift licence")]
    [InlineData("- Work on a 28-bed ward")]
    public void A_licence_and_a_ward_ask_for_no_degree(string line) => Assert.Equal(0, Parse($"Staff nurse\nRequirements\n{line}\n").Features.Education);

    [Fact]
    public void The_name_of_a_company_is_no_skill_that_is_asked_for() =>
        Assert.DoesNotContain(Parse("Store Manager\nJuniper & Flax, Toronto\nRequirements\n- Stock control\n").Features.Skills, s => s.Skill == "networking");

    [Theory]
    [InlineData("We build bridges and sell insurance in nine countries.")]
    [InlineData("Our client is a leader in welding.")]
    [InlineData("All qualified applicants are welcome regardless of pregnancy, nursing or disability.")]
    public void What_is_said_of_the_company_or_of_the_law_is_not_asked_for_wherever_it_stands(string sentence) =>
        Assert.Equal(["java"], Parse($"Developer\nRequirements\n- Java\n{sentence}\n").Features.Skills.Select(s => s.Skill));

    [Theory]
    [InlineData("We are looking for experience in welding.", "welding")]
    [InlineData("We use PostgreSQL.", "postgresql")]
    [InlineData("About us\nYou will look after our welding.", "welding")]
    public void What_the_company_says_to_the_reader_is(string text, string skill) => Assert.Contains(Parse("Developer\n" + text + "\n").Features.Skills, s => s.Skill == skill);

    [Theory]
    [InlineData("You work with the Java Developers and the finance managers", "")]
    [InlineData("You know Java, developers know it too", "Java")]
    [InlineData("Welders wanted who know TIG welding", "TIG welding")]
    public void Places_of_skills_leave_out_what_people_are_called(string clause, string found)
    {
        var text = "Post\nRequirements\n- " + clause + "\n";
        Assert.Equal(found, string.Join('|', SkillPlaces.In(text).Select(place => text[place.Start..place.End])));
    }

    [Theory]
    [InlineData("- No experience with Python needed", "java")]
    [InlineData("- Kubernetes not required", "java")]
    [InlineData("- Experience with Kubernetes or Docker is not needed", "java")]
    [InlineData("- You do not need Python", "java")]
    [InlineData("- Linux, Kubernetes (not required)", "java linux")]
    [InlineData("- Python is preferred but not required", "java python?")]
    [InlineData("- Python preferred, not required", "java python?")]
    [InlineData("- You want to work with Python", "java python")]
    [InlineData("- Interested in learning Python", "java")]
    [InlineData("- No experience required, Python daily", "java python")]
    public void What_is_not_needed_is_not_asked_for(string line, string asked) => Assert.Equal(
        asked.Split(' '),
        Parse($"Developer\nRequirements\n- Java\n{line}\n").Features.Skills.Select(s => s.Skill + (s.Required ? "" : "?")));

    [Theory]
    [InlineData("- Wheelchair users are welcome")]
    [InlineData("- The site is wheelchair accessible")]
    public void Who_may_apply_is_no_skill(string line) =>
        Assert.Equal(["java"], Parse($"Developer\nRequirements\n- Java\n{line}\n").Features.Skills.Select(s => s.Skill));

    [Fact]
    public void Wording_that_keeps_people_away_is_named_with_other_words()
    {
        var found = Parse(Posting).Wording;
        Assert.Contains(found, w => w.Where.Text.Contains("young", StringComparison.OrdinalIgnoreCase));
        Assert.All(found, w => Assert.False(string.IsNullOrWhiteSpace(w.Why) || string.IsNullOrWhiteSpace(w.Instead)));
    }

    [Theory]
    [InlineData("Requirements\n- 3-5 years of sales", 36)]
    [InlineData("Requirements\n- two to four years of sales", 24)]
    [InlineData("Requirements\n- 18 months of sales", 18)]
    [InlineData("Requirements\n- at least 18 years of age", 0)]
    [InlineData("Requirements\n- 5 years or more in sales", 60)]
    public void Years_are_the_least_that_is_asked_for(string requirements, int months) => Assert.Equal(months, Parse("Seller\n" + requirements + "\n").Features.MinMonths);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void An_empty_posting_asks_for_nothing(string text) => Assert.Empty(Parse(text).Features.Skills);
}
