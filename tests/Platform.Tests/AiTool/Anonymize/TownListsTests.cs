namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>What stands in one list with towns, and lists of other things.</summary>
public sealed class TownListsTests
{
    private const string Head = "Dana Whitlock\nSummary\nA person who works with care, keeps the books in order and knows where each paper is that somebody may ask for.\nExperience\n";

    [Theory]
    [InlineData("Two audits a year, with travel to Nakuru, Lower Zembe and Kolibangwe", "Kolibangwe")]
    [InlineData("Two audits a year, with travel to Nakuru, Lower Zembe and Kolibangwe", "Lower Zembe")]
    [InlineData("Advice to sixty farms between Gore, Edendale and Quorihape", "Gore")]
    [InlineData("Swiss Refugee Council, Wadalmo and Garissa", "Wadalmo")]
    [InlineData("Can move (prefer Dallas or Charlotte) from May on", "Charlotte")]
    [InlineData("Talks with clients in Phoenix and Manila each week", "Phoenix")]
    [InlineData("Payroll for five homes ( Spokane , Spokane Valley , Cheney and Post Falls ).", "Cheney")]
    [InlineData("Framed forty houses in Mason and West Chester", "Mason")]
    public void Towns_are_hidden(string line, string town) => Assert.DoesNotContain(town, Hiding.Anonymous(Head + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Six years at Zalando and Klarna, the last two as lead", "Zalando and Klarna")]
    [InlineData("Technician at Toyota and Honda dealers, both in one street", "Toyota and Honda")]
    [InlineData("Wrote tools in Python and Kotlin for Leeds", "Python and Kotlin")]
    [InlineData("Courses in Strategy and London night walks", "Strategy and")]
    [InlineData("Moved from Jenkins, Bamboo and Gerrit to one tool", "Jenkins, Bamboo and Gerrit")]
    [InlineData("Read papers of Siemens, Bosch and Mannheim tax law", "Siemens, Bosch and")]
    public void Other_lists_stay(string line, string kept) => Assert.Contains(kept, Hiding.Anonymous(Head + line), StringComparison.Ordinal);
}
