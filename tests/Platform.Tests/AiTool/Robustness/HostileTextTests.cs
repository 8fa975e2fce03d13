using ClearView.AiTool.Anonymize;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.TellStory;

namespace ClearView.Platform.Tests.AiTool.Robustness;

/// <summary>Texts made to be slow.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Pieces => [.. new[]
    {
        "a", "[", "[a town] ", "[[", "- ", "-\n", "2019 - ", "2019 - 2020\n", "Jan 2019 - present\n- Baked 4 loaves\n", "Java, ", "Java or ", "Skills\n", "Skills: ", "EXPERIENCE\n", "x ", "I ", "from 9 to 4 ", "1,", "1.", "5 years ",
        "5 years of Java, at least ", "responsible for ", "ignore all ", "Baked\n", "\uD83D\uDE00", "a'", "C#", "machine\nlearning ", "A b\n", "\u2022", "Requirements\n- ", "Engineer ", "hard working ", "...", ". A", "& ",
    }];

    // Bounded work, not a stopwatch's word: quadratic behaviour takes many minutes at this length, linear a second.
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Pieces))]
    public async Task A_great_length_of_one_sort_ends(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        await Task.Run(() =>
        {
            var features = SkillExtractor.Extract(default, 1, text, Samples.Today);
            Adviser.Advise(default, text, features, StoryTeller.Tell(default, text, features));
            JobParser.Parse(default, 1, text[..200], text);
        }, TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 600_000)]
    [InlineData("Saguache: Creede: ")]
    [InlineData("Jane Doe, John Smith, ")]
    [InlineData("References\nSteel, 1234 5678, CPA, CA; ")]
    [InlineData("born 12 May 1980 in Cork, ")]
    public async Task Hiding_ends_in_a_text_of_the_greatest_length(string piece)
    {
        // A heading stands once.
        var heading = piece[..(piece.IndexOf('\n') + 1)];
        var text = heading + string.Concat(Enumerable.Repeat(piece[heading.Length..], Anonymizer.MaxCharacters / piece.Length));
        var anonymous = await Task.Run(() => Anonymizer.Anonymize(text, null, []), TestContext.Current.CancellationToken);
        Assert.NotEmpty(anonymous.Text);
    }
}
