using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.TellStory;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.GiveTips;

public sealed class AdviserTests
{
    private static IReadOnlyList<Tip> Tips(string text)
    {
        var features = SkillExtractor.Extract(default, 1, text, Samples.Today);
        return Adviser.Advise(default, text, features, StoryTeller.Tell(default, text, features)).Tips;
    }

    private static IReadOnlyList<Tip> Tips(SampleResume resume) =>
        Adviser.Advise(default, resume.Text, resume.Features, StoryTeller.Tell(default, resume.Text, resume.Features)).Tips;

    private static string Job(params string[] lines) =>
        "PROFILE\nWorks with care.\nEXPERIENCE\nBaker, Mill Lane Bakery        Jan 2020 - Dec 2021\n" + string.Concat(lines.Select(l => $"- {l}\n")) + "SKILLS\nBaking\n";

    [Fact]
    public void Every_tip_is_tied_to_a_place_that_is_there_or_speaks_of_the_whole()
    {
        foreach (var resume in Samples.Resumes)
        {
            var tips = Tips(resume);
            Assert.InRange(tips.Count, 1, 8);
            Quotes.StandIn(resume.Text, tips.Select(t => t.Where));
            Assert.All(tips, t => Assert.False(string.IsNullOrWhiteSpace(t.Text)));
            Assert.Equal(tips.Count, tips.DistinctBy(t => (t.Code, t.Where?.Start)).Count());
        }
    }

    [Fact]
    public void The_tips_differ_from_resume_to_resume()
    {
        var all = Samples.Resumes.Select(r => string.Join('\n', Tips(r).Select(t => $"{t.Text} {t.Where?.Text}"))).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.True(Samples.Resumes.SelectMany(Tips).Count(t => t.Where is not null) * 10 >= Samples.Resumes.Sum(r => Tips(r).Count) * 7);
        Assert.True(Samples.Resumes.SelectMany(Tips).Select(t => t.Code).Distinct().Count() >= 10);
    }

    [Fact]
    public void A_resume_without_figures_is_asked_for_one_at_its_fullest_line()
    {
        var tip = Assert.Single(Tips(Job("Baked bread for the shop", "Cleaned the ovens and the floor of the bakery every night")), t => t.Code == "no-quantities");
        Assert.Equal("Cleaned the ovens and the floor of the bakery every night", tip.Where?.Text);
        Assert.DoesNotContain(Tips(Job("Baked 400 loaves a day for two shops")), t => t.Code == "no-quantities");
    }

    [Fact]
    public void One_line_is_not_called_none_of_the_1_lines() =>
        Assert.StartsWith("The one line on your work holds no figure.", Tips(Job("Baked bread for the shop")).Single(t => t.Code == "no-quantities").Text, StringComparison.Ordinal);

    [Fact]
    public void A_weak_opening_is_named_where_it_stands() =>
        Assert.Equal("Responsible for the ovens and the dough", Tips(Job("Responsible for the ovens and the dough")).Single(t => t.Code == "weak-verb").Where?.Text);

    [Fact]
    public void The_strongest_line_is_asked_to_the_top()
    {
        var tips = Tips(Job("Baked bread for the shop", "Cleaned the ovens", "Cut waste from 9 % to 4 % in one year"));
        Assert.Equal("Cut waste from 9 % to 4 % in one year", tips.Single(t => t.Code == "best-line-below").Where?.Text);
        Assert.DoesNotContain(Tips(Job("Cut waste from 9 % to 4 % in one year", "Baked bread for the shop", "Cleaned the ovens")), t => t.Code == "best-line-below");
    }

    [Fact]
    public void What_was_hidden_is_said_to_be_left_out_without_being_repeated()
    {
        var tip = Tips("[person]\nDate of birth: [date of birth]\nMarital status: [marital status]\n" + Job("Baked bread")).Single(t => t.Code == "personal-data");
        Assert.Contains("your date of birth or age and your marital status or family", tip.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_between_two_jobs_is_counted_in_months()
    {
        var tip = Tips("EXPERIENCE\nBaker, Mill Lane        Jan 2022 - Dec 2023\n- Baked bread for the shop\nBaker, Market Hall        Jan 2019 - Dec 2020\n- Baked cakes\n").Single(t => t.Code == "gap");
        Assert.Contains("about 12 months", tip.Text, StringComparison.Ordinal);
        Assert.Equal("Jan 2022 - Dec 2023", tip.Where?.Text);
    }

    [Fact]
    public void An_employers_name_is_no_line_on_the_work() =>
        Assert.Contains(Tips("EXPERIENCE\nBaker        Jan 2022 - Dec 2023\nMill Lane Bakery Services Ltd\n"), t => t.Code == "no-work-lines");

    [Fact]
    public void An_employer_with_its_town_is_no_line_that_lacks_a_figure() =>
        Assert.DoesNotContain(Tips("EXPERIENCE\nBaker        Jan 2022 - Dec 2023\nOld Town Bakery and Sons, [a town]\n- Baked bread for the shop\n"), t => t.Where?.Text.Contains("Old Town", StringComparison.Ordinal) == true);

    [Fact]
    public void Only_what_stands_in_a_list_of_skills_is_said_to_stand_there()
    {
        const string Resume = "PROFILE\nKnows Java, Kafka and Docker.\nEXPERIENCE\nDeveloper        Jan 2022 - Dec 2023\n- Wrote C# and SQL\nSKILLS\nC#, SQL, Terraform, Ansible, Grafana\n";
        Assert.StartsWith("Terraform, Ansible and Grafana stand in a list", Tips(Resume).Single(t => t.Code == "some-skills-not-shown").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dynamic_light_scattering_is_no_empty_word()
    {
        Assert.DoesNotContain(Tips("SKILLS\nHPLC, dynamic light scattering, ELISA\n"), t => t.Code == "buzzword");
        Assert.Contains(Tips("PROFILE\nA dynamic team player.\n"), t => t.Code == "buzzword");
    }

    [Theory]
    [InlineData("Implementation of single sign-on for all of the shops", false)]
    [InlineData("Work with students with disabilities in two of our schools", false)]
    [InlineData("Single-member bakeries and photo-shop", false)]
    [InlineData("Status: single", true)]
    [InlineData("Irish citizen, single, two children", true)]
    public void A_word_of_private_life_counts_where_it_speaks_of_the_person(string line, bool isPersonal) =>
        Assert.Equal(isPersonal, Tips($"PROFILE\n{line}\n").Any(t => t.Code == "personal-data"));

    [Fact]
    public void One_way_of_saying_little_is_one_tip()
    {
        var tip = Assert.Single(Tips(Job("Assisted the bakers with the ovens", "Assist customers at the till", "Baked 400 loaves a day")), t => t.Code == "weak-verb");
        Assert.EndsWith("One more line begins so.", tip.Text, StringComparison.Ordinal);
        Assert.StartsWith("\"Worked\" says", Tips(Job("I worked with the bakers at the oven", "Baked 400 loaves a day")).Single(t => t.Code == "weak-verb").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_at_heights_is_nobodys_height() =>
        Assert.DoesNotContain(Tips("Courses: work at heights, first aid\n"), t => t.Code == "personal-data");

    [Fact]
    public void A_gap_that_a_study_fills_is_not_asked_about()
    {
        const string Jobs = "EXPERIENCE\nBaker, Mill Lane        Jan 2022 - Dec 2023\n- Baked bread for the shop\nBaker, Market Hall        Jan 2019 - Dec 2019\n- Baked cakes\n";
        Assert.Contains(Tips(Jobs), t => t.Code == "gap");
        Assert.DoesNotContain(Tips(Jobs + "EDUCATION\n[3 years] BA Baking, [a college]\n"), t => t.Code == "gap");
    }

    [Fact]
    public void One_line_does_not_get_two_tips_on_what_it_lacks()
    {
        var tips = Tips(Job("Helped the bakers with the ovens", "Baked 400 loaves a day"));
        Assert.Contains(tips, t => t.Code == "weak-verb");
        Assert.DoesNotContain(tips, t => t.Code == "no-result");
    }
}
