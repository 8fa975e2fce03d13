using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

public sealed class KnownIdentityTests
{
    [Theory]
    [InlineData("Jane Doe", "[person]")]
    [InlineData("JANE DOE", "[person]")]
    [InlineData("jane doe", "[person]")]
    [InlineData("Doe, Jane leads", "[person], [person] leads")]
    [InlineData("Ms Jane Doe", "[person]")]
    [InlineData("J. Doe leads", "[person] leads")]
    [InlineData("Doe J. leads", "[person] leads")]
    [InlineData("JaneDoe leads", "[person] leads")]
    [InlineData("DOEJANE leads", "[person] leads")]
    [InlineData("J A N E  D O E leads", "[person] leads")]
    [InlineData("see example.net/people/jane-doe", "see [link]")]
    [InlineData("see janedoe84 there", "see [person] there")]
    [InlineData("Jane's bread", "[person]'s bread")]
    [InlineData("jane.doe@example.org now", "[e-mail] now")]
    [InlineData("JANE.DOE@EXAMPLE.ORG now", "[e-mail] now")]
    [InlineData("handle jane.doe there", "handle [person] there")]
    [InlineData("phone 07700 900 123 there", "phone [phone] there")]
    [InlineData("+44 (0)7700-900123 there", "[phone] there")]
    public void The_name_in_the_account_is_hidden_in_every_spelling(string text, string expected) =>
        Assert.Equal(expected, Hiding.InBody(text, Hiding.JaneDoe));

    [Theory]
    [InlineData("Müller", "Mueller")]
    [InlineData("Müller", "Muller")]
    [InlineData("Mueller", "Müller")]
    [InlineData("Søren", "Soeren")]
    [InlineData("Søren", "Soren")]
    [InlineData("Wiśniewski", "WISNIEWSKI")]
    [InlineData("O'Rafferty", "ORafferty")]
    [InlineData("O\u2019Rafferty", "O'Rafferty")]
    [InlineData("Núñez", "NUN\u0303EZ")]
    public void Marks_on_letters_do_not_matter(string inAccount, string inText) =>
        Assert.DoesNotContain(inText, Hiding.InBody($"Then {inText} led the team.", new KnownIdentity("Kim", inAccount, [], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mark", "Achieved a mark of 90 and set a question mark.")]
    [InlineData("Grant", "Wrote grant proposals. A grant was given.")]
    [InlineData("Will", "Will relocate. The will to learn.")]
    [InlineData("Rose", "Sales rose by 5 %.")]
    public void A_name_that_is_also_a_word_leaves_the_word_alone(string first, string text) =>
        Assert.Equal(text, Hiding.InBody(text, new KnownIdentity(first, "Zzyzx", [], [])));

    [Theory]
    [InlineData("Mark", "The team thanked Mark for the launch.")]
    [InlineData("Grant", "Grant was promoted twice.")]
    [InlineData("Will", "Will Zzyzx leads a team.")]
    public void A_name_that_is_also_a_word_is_hidden_where_it_is_the_person(string first, string text) =>
        Assert.DoesNotContain(first, Hiding.InBody(text, new KnownIdentity(first, "Zzyzx", [], [])), StringComparison.Ordinal);

    [Fact]
    public void A_firm_whose_name_holds_a_short_surname_stays() =>
        Assert.Contains("PricewaterhouseCoopers", Hiding.InBody("Auditor, PricewaterhouseCoopers", new KnownIdentity("Sheldon", "Cooper", [], [])), StringComparison.Ordinal);

    [Fact]
    public void An_empty_account_hides_nothing_by_itself() =>
        Assert.Equal("Baked bread.", Hiding.InBody("Baked bread.", new KnownIdentity("", null, [""], ["", "1"])));
}
