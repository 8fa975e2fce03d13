using ClearView.AiTool.Anonymize;
using ClearView.Cli;
using ClearView.Cli.Eval;
using ClearView.Contracts;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.AiTool.Eval;

/// <summary>What counts as left, what as lost, and what the command says of data that are not there.</summary>
public sealed class EvalAnonymizeTests
{
    private const string Resume = """
        Adaeze Nwosu
        adaeze.nwosu@example.com, 07700 900417
        EXPERIENCE
        Developer, Pennine Parcel Exchange. Built services in Java.
        """;

    private const string Sidecar = """{"name": "Adaeze Nwosu", "emails": ["adaeze.nwosu@example.com"], "phones": ["07700 900417"], "skills": ["Java"], "employers": ["Pennine Parcel Exchange"]}""";

    [Fact]
    public async Task A_folder_of_documents_with_sidecars_is_counted()
    {
        using var folder = new OwnFolder();
        folder.Write("a.txt", Resume);
        folder.Write("a.json", Sidecar);
        folder.Write("below/b.txt", Resume);
        folder.Write("below/b.txt.json", Sidecar);
        folder.Write("without-sidecar.txt", Resume);

        var tally = await EvalCommand.TallyAsync(folder);

        Assert.Equal(2, tally.Set.Documents.Count);
        Assert.All(new[] { HiddenKinds.Name, HiddenKinds.Email, HiddenKinds.Phone }, kind => Assert.Equal((0, 2), Of(tally.Leaks[kind].Documents)));
        Assert.Equal((0, 2), Of(tally.Lost[Label.Skill]));
        Assert.Equal((0, 2), Of(tally.Lost[Label.Employer]));
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_counts_as_leaked()
    {
        using var folder = new OwnFolder();
        folder.Write("broken.pdf", "%PDF-1.7 and nothing more");
        folder.Write("broken.json", Sidecar);

        var tally = await EvalCommand.TallyAsync(folder);

        Assert.Equal(1, tally.Unreadable);
        Assert.Equal((1, 1), Of(tally.Leaks[HiddenKinds.Name].Documents));
        Assert.Equal((1, 1), Of(tally.Leaks[HiddenKinds.Email].Documents));
    }

    [Theory]
    [InlineData("Adaeze built it", false, true)]
    [InlineData("NWOSU, ADAEZE built it", true, true)]
    [InlineData("see adaezenwosu-dev for it", true, false)]
    [InlineData("A d a e z e N w o s u built it", true, false)]
    [InlineData("Ad\u00E1eze  Nwosu built it", true, true)]
    [InlineData("Nobody built it", false, false)]
    public void A_name_is_found_in_whatever_way_it_is_left(string left, bool full, bool part)
    {
        var tally = Tally(left + " with Java in the Pennine Parcel Exchange and much else besides", new Label(HiddenKinds.Name, "Adaeze Nwosu"));

        Assert.Equal(full, tally.Leaks[HiddenKinds.Name].Documents.Some == 1);
        Assert.Equal(full || part, tally.Leaks[HiddenKinds.Name].AnyPart.Some == 1);
    }

    [Theory]
    [InlineData("call 07700 900 417 now", true)]
    [InlineData("call +44 (0)7700-900417 now", true)]
    [InlineData("call 07700 900418 now", false)]
    public void A_number_is_found_in_any_grouping(string left, bool isLeaked) =>
        Assert.Equal(isLeaked, Tally(left + " and build services in Java every day", new Label(HiddenKinds.Phone, "07700 900417")).Leaks[HiddenKinds.Phone].Documents.Some == 1);

    [Fact]
    public void An_emptied_text_counts_as_leaked_and_its_skills_as_lost()
    {
        var set = new LabelledSet("made", [new LabelledDocument("a", Resume, [new Label(HiddenKinds.Name, "Adaeze Nwosu"), new Label(Label.Skill, "Java")])], false, true);
        var tally = new AnonymizeTally(set);

        tally.Add(set.Documents[0], new AnonymousText("", [new HiddenItem("name", 0, Resume.Length, "", 0, "all", 100)], []));

        Assert.Equal(1, tally.Leaks[HiddenKinds.Name].Documents.Some);
        Assert.Equal(1, tally.Lost[Label.Skill].Some);
    }

    [Fact]
    public async Task What_the_account_says_is_used_when_it_is_asked_for()
    {
        using var folder = new OwnFolder();
        // Below a heading and in lower case nobody takes it for a name.
        folder.Write("a.txt", "EXPERIENCE\nbuilt the things that qwertzu yxcvb had planned for the whole of the year\n");
        folder.Write("a.json", """{"name": "Qwertzu Yxcvb"}""");

        Assert.Equal(1, (await EvalCommand.TallyAsync(folder)).Leaks[HiddenKinds.Name].Documents.Some);
        Assert.Equal(0, (await EvalCommand.TallyAsync(folder, withAccount: true)).Leaks[HiddenKinds.Name].Documents.Some);
    }

    [Fact]
    public async Task A_member_that_means_nothing_is_refused_rather_than_not_counted()
    {
        using var folder = new OwnFolder();
        folder.Write("a.txt", Resume);
        folder.Write("a.json", """{"names": "Adaeze Nwosu"}""");

        var refused = await Assert.ThrowsAsync<UsageException>(() => EvalCommand.TallyAsync(folder));
        Assert.Contains("'names'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_data_is_refused_with_what_is_missing()
    {
        using var folder = new OwnFolder();
        folder.Write("a.txt", Resume);

        var refused = await Assert.ThrowsAsync<UsageException>(() => EvalAnonymize.RunAsync(folder.Root, false, false, true, TestContext.Current.CancellationToken));
        Assert.Contains("resume-ner-train.zip", refused.Message, StringComparison.Ordinal);
    }

    private static AnonymizeTally Tally(string left, Label label)
    {
        var set = new LabelledSet("made", [new LabelledDocument("a", left, [label])], false, true);
        var tally = new AnonymizeTally(set);
        tally.Add(set.Documents[0], new AnonymousText(left, [], []));
        return tally;
    }

    private static (long, long) Of(Portion portion) => (portion.Some, portion.All);
}
