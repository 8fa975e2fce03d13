using ClearView.AiTool.Anonymize;
using ClearView.Cli.Eval;
using ClearView.Cli.Eval.Details;

namespace ClearView.Platform.Tests.AiTool.Eval;

/// <summary>Streets, dates of birth, ages and nationalities, in the forms of many countries.</summary>
public sealed class InventedDetailsTests
{
    [Fact]
    public void Labels_stand_where_they_say()
    {
        var set = InventedDetails.Of(200, seed: 7);

        Assert.All(set.Documents, document => Assert.All(document.Labels, label => Assert.Equal(label.Value, document.Text![label.Start..label.End])));
        Assert.Equal(4, set.Documents.SelectMany(d => d.Labels).Where(l => !Label.Kept.Contains(l.Kind)).Select(l => l.Kind).Distinct().Count());
    }

    [Fact]
    public void The_same_numbers_make_the_same_documents() =>
        Assert.Equal(InventedDetails.Of(20, seed: 3).Documents.Select(d => d.Text), InventedDetails.Of(20, seed: 3).Documents.Select(d => d.Text));

    // Another seed than the one that the figures are taken with.
    [Theory]
    [InlineData(HiddenKinds.Address, 0.02)]
    [InlineData(HiddenKinds.BirthDate, 0.02)]
    [InlineData(HiddenKinds.Age, 0.02)]
    [InlineData(HiddenKinds.Nationality, 0.02)]
    public void Hardly_any_is_left_and_hardly_anything_else_is_taken(string kind, double most)
    {
        var tally = EvalAnonymize.Count(InventedDetails.Of(1200, seed: 11), withAccount: false, TestContext.Current.CancellationToken);

        Assert.InRange(tally.Leaks[kind].Documents.Share, 0, most);
        Assert.InRange(tally.Lost[Label.Skill].Share, 0, 0.015);
    }

    [Fact]
    public void One_digit_of_a_street_that_is_left_is_a_leak()
    {
        var set = new LabelledSet("made", [new LabelledDocument("a", "Skills: Java and more of it\nLives at 22 Cheetham Rise", [new Label(HiddenKinds.Address, "at 22 Cheetham Rise", 34, 53)])], false, true, IsExact: true);

        Assert.Equal(1, EvalAnonymize.Count(set, false, TestContext.Current.CancellationToken).Leaks[HiddenKinds.Address].Documents.Some);
    }
}
