using System.Text;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Leaks that readers found, each with its like.</summary>
public sealed class KnownLeaksTests
{
    [Theory]
    [InlineData("Proud Kikuyu and keen cook", "Kikuyu")]
    [InlineData("I am an Igbo from the east", "Igbo")]
    [InlineData("Of Tamil descent", "Tamil")]
    public void Peoples_are_hidden(string text, string people) => Assert.DoesNotContain(people, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Languages: English, Swahili, Kikuyu")]
    [InlineData("Fluent in Yoruba and English")]
    public void Languages_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Sang in the choir of St. Brigid's every week", "Brigid")]
    [InlineData("EDUCATION\nLeaving certificate, St. Brigid's", "Brigid")]
    [InlineData("EDUCATION\nSaint Brigid's National School, honours", "Brigid")]
    public void Saints_tell_a_school_or_a_parish(string text, string saint) => Assert.DoesNotContain(saint, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Porter, St. Thomas Hospital")]
    public void An_employer_that_bears_a_saints_name_stays(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Theory]
    [InlineData("Driver, Nordic Freight, Gothenburg", "Gothenburg")]
    [InlineData("Cook in Vienna and Prague", "Vienna")]
    public void Towns_are_known_by_their_English_names_too(string text, string town) => Assert.DoesNotContain(town, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Robert", "Miller", "Bob Miller led the team.", "Bob")]
    [InlineData("Babatunde", "Adebayo", "Thanked by all as Tunde was leaving.", "Tunde")]
    [InlineData("Elizabeth", "Marsh", "Then Lizzie took over.", "Lizzie")]
    public void Nicknames_of_the_account_are_hidden(string first, string last, string text, string nickname) =>
        Assert.DoesNotContain(nickname, Hiding.InBody(text, new KnownIdentity(first, last, [], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("also known as Tunde among friends", "Tunde")]
    [InlineData("aka Bobby in the team", "Bobby")]
    public void What_somebody_is_called_is_hidden(string text, string nickname) => Assert.DoesNotContain(nickname, Hiding.InBody(text), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_broken_at_the_end_of_a_line_is_hidden()
    {
        var text = Hiding.InBody("The prize went to Kowal-\nczyk for the new press.", new KnownIdentity("Ewa", "Kowalczyk", [], []));
        Assert.DoesNotContain("Kowal", text, StringComparison.Ordinal);
        Assert.DoesNotContain("czyk", text, StringComparison.Ordinal);
    }

    // Bold, italic, double-struck, in circles, of full width.
    [Theory]
    [InlineData("\U0001D409\U0001D428\U0001D421\U0001D427 \U0001D403\U0001D428\U0001D41E")]
    [InlineData("\U0001D43D\U0001D45C\u210E\U0001D45B \U0001D437\U0001D45C\U0001D452")]
    [InlineData("\U0001D541\U0001D560\U0001D559\U0001D55F \U0001D53B\U0001D560\U0001D556")]
    [InlineData("\u24BF\u24DE\u24D7\u24DD \u24B9\u24DE\u24D4")]
    [InlineData("\uFF2A\uFF4F\uFF48\uFF4E \uFF24\uFF4F\uFF45")]
    public void Letters_of_mathematics_are_read_as_letters(string name)
    {
        var text = DocumentReader.Read(Encoding.UTF8.GetBytes(name + "\nCook\n" + Hiding.Body), CancellationToken.None).Text;

        Assert.StartsWith("John Doe\n", text, StringComparison.Ordinal);
        Assert.StartsWith("[person]\n", Hiding.Anonymous(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T O M A S Z   K O W A L C Z Y K")]
    [InlineData("Kowalczyk Tomasz")]
    [InlineData("KOWALCZYK, Tomasz")]
    public void Names_at_the_top_are_hidden_spaced_and_turned_round(string name)
    {
        var text = Hiding.Anonymous(name + "\nWelder\n\n" + Hiding.Body);
        Assert.StartsWith("[person]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("K O W", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kowalczyk", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Date of birth: 12 March 1990, Python developer", "Date of birth: [date of birth], Python developer")]
    [InlineData("DOB: 1990-03-12 Python developer", "DOB: [date of birth] Python developer")]
    [InlineData("Born: 12/03/1990 - welder, TIG and MIG", "Born: [date of birth] - welder, TIG and MIG")]
    public void What_follows_a_date_of_birth_stays(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("- Took over the till from Jun Guo in spring.", "Guo")]
    [InlineData("- Wenjing Zhu named me colleague of the year.", "Wenjing")]
    [InlineData("- Shared the shift with Dongsheng Peng-Xu for a year.", "Dongsheng")]
    public void Chinese_names_are_told_by_their_syllables(string text, string part) => Assert.DoesNotContain(part, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("- Assisted Jalen Battle with the audit.", "Battle")]
    [InlineData("- Took over the till from Yuna Matsumoto in spring.", "Matsumoto")]
    [InlineData("Signed: Son Huynh", "Huynh")]
    public void Surnames_that_are_words_or_towns_go_with_the_given_name(string text, string surname) => Assert.DoesNotContain(surname, Hiding.InBody(text), StringComparison.Ordinal);
}
