using ClearView.Cli;
using ClearView.Cli.Eval.Skills;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.AiTool.Eval;

/// <summary>How labelled skills are read and what counts as found.</summary>
public sealed class EvalSkillsTests
{
    private const string SkillSpan = """
        {"idx": 1, "tokens": ["You", "manage", "a", "team", "with", "Python", "(", "primary", ")"], "tags_skill": ["O", "B", "I", "I", "O", "O", "O", "O", "O"], "tags_knowledge": ["O", "O", "O", "O", "O", "B", "O", "O", "O"], "source": "tech"}
        {"idx": 1, "tokens": ["and", "SQL"], "tags_skill": ["O", "O"], "tags_knowledge": ["O", "B"], "source": "tech"}
        {"idx": 2, "tokens": ["Free", "coffee"], "tags_skill": ["O", "O"], "tags_knowledge": ["O", "O"], "source": "tech"}
        """;

    private const string Green = "\nGood O \nstock B-Skill \ncontrol I-Skill \nand O \nchefs B-Occupation \n\n\nCall O \nnow O \n";

    private static List<SpanSet> Read(params (string Name, string Text)[] files)
    {
        using var folder = new OwnFolder();
        foreach (var (name, text) in files)
            folder.Write(name, text);
        return SpanSets.Read(folder.Root);
    }

    [Fact]
    public void Sentences_of_one_posting_are_one_text_with_the_labels_of_both_kinds()
    {
        var set = Assert.Single(Read((SpanSets.SkillSpan, SkillSpan)));

        Assert.Equal(2, set.Texts.Count);
        Assert.Equal(["knowledge: Python", "knowledge: SQL", "skill: manage a team"], set.Texts[0].Labels.Select(label => $"{label.Kind}: {set.Texts[0].At(label.Span)}").Order());
        Assert.Empty(set.Texts[1].Labels);
    }

    [Fact]
    public void The_other_set_is_read_by_its_tags_and_knows_occupations_from_skills()
    {
        var set = Assert.Single(Read((SpanSets.Green, Green)));

        Assert.Equal(2, set.Texts.Count);
        Assert.Equal(["Skill: stock control", "Occupation: chefs"], set.Texts[0].Labels.Select(label => $"{label.Kind}: {set.Texts[0].At(label.Span)}"));
        Assert.Equal(["Skill"], set.Kinds);
    }

    [Theory]
    [InlineData("manage a team", 1, 1)]
    [InlineData("team", 0, 1)]
    [InlineData("with", 0, 0)]
    public void A_found_stretch_counts_strictly_when_it_is_the_label_and_overlapping_when_it_touches_it(string found, int strict, int overlapping)
    {
        var text = Read((SpanSets.SkillSpan, SkillSpan))[0].Texts[0];
        var start = text.Text.IndexOf(found, StringComparison.Ordinal);
        var tally = new SpanTally();

        tally.Add(text, ["skill", "knowledge"], [(start, start + found.Length)]);

        Assert.Equal((strict, 1L), (tally.Strict.Precision.Some, tally.Strict.Precision.All));
        Assert.Equal((strict, 3L), (tally.Strict.Recall.Some, tally.Strict.Recall.All));
        Assert.Equal((overlapping, 1L), (tally.Overlapping.Precision.Some, tally.Overlapping.Precision.All));
        Assert.Equal((overlapping, 3L), (tally.Overlapping.Recall.Some, tally.Overlapping.Recall.All));
    }

    [Fact]
    public void Exact_lookup_takes_the_longest_name_letter_by_letter_but_for_case()
    {
        const string Text = "stock CONTROL, k8s; data dictionaries, C# and the rest";
        Assert.Equal(["stock CONTROL", "k8s", "C#", "rest"], new ExactLookup().Find(Text).Select(place => Text[place.Start..place.End]));
    }

    [Fact]
    public void A_folder_without_either_set_is_refused_with_their_names()
    {
        var refused = Assert.Throws<UsageException>(() => Read(("a.txt", "nothing")));
        Assert.Contains(SpanSets.SkillSpan, refused.Message, StringComparison.Ordinal);
        Assert.Contains(SpanSets.Green, refused.Message, StringComparison.Ordinal);
    }

    // A posting as they are: a title, the company's talk, what is asked for in other forms than the taxonomy's.
    [Fact]
    public void Finding_beats_exact_lookup_where_words_mean_something_else_or_are_written_otherwise()
    {
        const string Posting = """
            {"idx": 1, "tokens": ["Java", "Developer"], "tags_skill": ["O", "O"], "tags_knowledge": ["O", "O"], "source": "tech"}
            {"idx": 1, "tokens": ["We", "are", "a", "leader", "in", "insurance", "and", "go", "to", "market", "with", "the", "rest"], "tags_skill": ["O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O"], "tags_knowledge": ["O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O"], "source": "tech"}
            {"idx": 1, "tokens": ["You", "know", "relational", "databases", "and", "risk", "analyses", "organizing", "events"], "tags_skill": ["O", "O", "O", "O", "O", "O", "O", "B", "I"], "tags_knowledge": ["O", "O", "B", "I", "O", "O", "O", "O", "O"], "source": "tech"}
            """;
        var measured = EvalSkills.Measure(Assert.Single(Read((SpanSets.SkillSpan, Posting))), shows: false, TestContext.Current.CancellationToken);

        Assert.True(measured.Finder.Strict.Precision.Share > measured.Lookup.Strict.Precision.Share);
        Assert.True(measured.Finder.Strict.Recall.Share > measured.Lookup.Strict.Recall.Share);
    }
}
