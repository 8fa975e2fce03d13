using ClearView.Cli;
using ClearView.Cli.Eval.Pairs;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.AiTool.Eval;

/// <summary>Labelled pairs, read and invented, and how they are ranked.</summary>
public sealed class EvalMatchTests
{
    // Worked out by hand: the pairs won of all pairs of one that fits and one that does not.
    [Theory]
    [InlineData("3+ 2- 1-", 1)]
    [InlineData("1+ 2- 3-", 0)]
    [InlineData("2+ 2- 2-", 0.5)]
    [InlineData("3+ 1+ 2- 1-", 0.625)]
    public void The_area_counts_won_pairs_and_half_of_those_alike(string pairs, double auc) =>
        Assert.Equal(auc, Ranking.Auc([.. pairs.Split(' ').Select(pair => ((double)(pair[0] - '0'), pair[1] == '+'))]), 1e-9);

    [Fact]
    public void Without_both_kinds_there_is_no_area() => Assert.True(double.IsNaN(Ranking.Auc([(1, true), (2, true)])));

    [Fact]
    public void A_folder_of_pairs_is_read_and_each_file_once()
    {
        using var folder = new OwnFolder();
        folder.Write("a.txt", "Built services in Java for the whole of the year");
        folder.Write("j1.txt", "Java developer");
        folder.Write("j2.txt", "Nurse");
        folder.Write(PairFolder.File, "{\"resume\": \"a.txt\", \"job\": \"j1.txt\", \"fits\": true}\n{\"resume\": \"a.txt\", \"job\": \"j2.txt\", \"fits\": false}\n");

        var set = PairFolder.Read(folder.Root);

        Assert.Equal([true, false], set.Pairs.Select(pair => pair.Fits));
        Assert.Same(set.Pairs[0].Resume, set.Pairs[1].Resume);
        Assert.Contains("Java", set.Pairs[0].Resume.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"resume\": \"a.txt\", \"job\": \"missing.txt\", \"fits\": true}", "missing.txt")]
    [InlineData("{\"resume\": \"a.txt\", \"job\": \"a.txt\"}", "fits")]
    [InlineData("a.txt, a.txt, yes", "a.txt, a.txt, yes")]
    public void A_pair_that_cannot_be_read_is_refused_with_what_is_wrong(string line, string says)
    {
        using var folder = new OwnFolder();
        folder.Write("a.txt", "Java");
        folder.Write(PairFolder.File, line + "\n");
        Assert.Contains(says, Assert.Throws<UsageException>(() => PairFolder.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_invents_the_same_pairs_and_another_others()
    {
        string Texts(int seed) => string.Join('\n', InventedPairs.Of(6, seed).Pairs.Select(pair => pair.Job.Text + pair.Resume.Text + pair.Fits));
        Assert.Equal(Texts(1), Texts(1));
        Assert.NotEqual(Texts(1), Texts(2));
    }

    [Fact]
    public void Scores_tell_fitting_people_from_near_ones_better_than_words_alone()
    {
        var measured = EvalMatch.Measure(InventedPairs.Of(36, 7), TestContext.Current.CancellationToken);
        Assert.True(measured.Ours.Auc >= measured.Baselines.Max(baseline => baseline.Auc) + 0.05, $"{measured.Ours} against {string.Join(", ", measured.Baselines)}");
    }

    [Fact]
    public void Who_somebody_is_changes_no_score_in_800_swaps_nor_does_form_and_no_required_skill_lowers_one()
    {
        var measured = Invariance.Measure(800, 99, TestContext.Current.CancellationToken);
        Assert.Equal((0, 800), (measured.Identities.Some, measured.Identities.All));
        Assert.Equal((0, 800), (measured.Forms.Some, measured.Forms.All));
        Assert.Equal((0, 800), (measured.Lowered.Some, measured.Lowered.All));
    }
}
