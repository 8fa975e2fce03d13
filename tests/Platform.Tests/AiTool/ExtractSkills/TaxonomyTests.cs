using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;

namespace ClearView.Platform.Tests.AiTool.ExtractSkills;

/// <summary>What everyone who adds a skill relies on.</summary>
public sealed class TaxonomyTests
{
    private static readonly Taxonomy Skills = Taxonomy.Default;

    [Fact]
    public void No_name_means_two_skills()
    {
        // Two names are one when the finder reads them alike, so plurals and spellings count as the same.
        var twice = Skills.Names.GroupBy(Form).Where(names => names.Select(name => name.Skill).Distinct().Count() > 1)
            .Select(names => $"{names.Key}: {string.Join(", ", names.Select(name => Skills.Skills[name.Skill].Id))}");
        Assert.Empty(twice);
    }

    [Fact]
    public void No_skill_has_a_name_twice()
    {
        var twice = Skills.Names.GroupBy(name => (Form(name), name.Rule == NameRule.Anywhere ? "" : name.Text)).Where(names => names.Count() > 1)
            .Select(names => $"{Skills.Skills[names.First().Skill].Id}: {names.First().Text}");
        Assert.Empty(twice);
    }

    [Fact]
    public void A_parent_is_not_related_as_well() =>
        Assert.Empty(Skills.Skills.Where(skill => skill.Parents.Intersect(skill.Related).Any()).Select(skill => skill.Id));

    [Fact]
    public void Every_skill_is_found_by_each_of_its_names()
    {
        var finder = new SkillFinder(Skills);
        var lost = new List<string>();
        foreach (var name in Skills.Names)
        {
            var found = new List<SkillFound>();
            var words = WordReader.Read(name.Text);
            finder.Find(name.Text, words, 0, words.Count, inList: true, ofLanguages: true, found);
            if (found is not [var only] || only.Skill != name.Skill)
                lost.Add($"{name.Text} of {Skills.Skills[name.Skill].Id}");
        }
        Assert.Empty(lost);
    }

    // Words that a name of one word would find in any posting, whatever it asks for.
    [Fact]
    public void No_name_is_a_word_that_tells_nothing() =>
        Assert.Empty(Skills.Names.Where(name => name.Rule == NameRule.Anywhere && name.NotBefore.Length == 0 && StopWords.Contains(WordForm.Hash(name.Text))).Select(name => name.Text));

    [Fact]
    public void Every_field_is_known_in_some_breadth()
    {
        Assert.True(Skills.Skills.Count >= 1500, $"{Skills.Skills.Count}");
        Assert.All(Skills.Skills.GroupBy(skill => skill.Field), field => Assert.True(field.Count() >= 8, $"{field.Key}: {field.Count()}"));
    }

    [Theory]
    [InlineData("a | A | | b |", "'b', which does not exist")]
    [InlineData("a | A |\na | B |", "'a' is there twice")]
    [InlineData("a | A | | b |\nb | B | | a |", "above itself")]
    [InlineData("a", "expected 'id | Name")]
    public void A_broken_line_is_refused_with_what_is_wrong(string lines, string says)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Taxonomy.Read([.. lines.Split('\n').SelectMany(line => TaxonomyLine.Read(line, "field"))]));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skill_of_its_own_within_a_line_lies_below_it_beside_the_others()
    {
        var read = Taxonomy.Read([.. TaxonomyLine.Read("monitoring | Monitoring | alerting; +Nagios; +=New Relic", "field")]);
        Assert.Equal(["monitoring", "nagios", "new-relic"], read.Skills.Select(skill => skill.Id));
        Assert.Equal([0], read.Skills[1].Parents);
        Assert.Equal([2], read.Skills[1].Related);
        Assert.Equal(NameRule.AsWritten, read.Names.Single(name => name.Text == "New Relic").Rule);
    }

    private static string Form(SkillName name) => string.Join(' ', WordReader.Read(name.Text).Select(word => WordForm.Of(word.In(name.Text).ToString())));
}
