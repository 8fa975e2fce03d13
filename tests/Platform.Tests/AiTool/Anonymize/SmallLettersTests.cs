namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Writers who shun capitals.</summary>
public sealed class SmallLettersTests
{
    private const string Body = "\nprofile\na person who works with care and likes to learn new things every single day and keeps the books in order.\nexperience\n";

    [Theory]
    [InlineData("carol toy", "toy")]
    [InlineData("curriculum vitae\nsarah stark", "stark")]
    public void A_line_that_begins_with_a_given_name_is_the_name(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(line + Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("cook, blue door diner, mount vernon, ny", "mount")]
    [InlineData("cook, blue door diner, mount vernon, ny", "ny")]
    [InlineData("education\nlincoln high school", "lincoln")]
    public void Referees_towns_and_schools_are_hidden(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous("x y" + Body + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("grant writer")]
    [InlineData("java, ruby, perl, in, or, me")]
    [InlineData("built a new home page, in time, for all of us")]
    public void Other_words_stay(string line) => Assert.EndsWith(line, Hiding.Anonymous("x y" + Body + line), StringComparison.Ordinal);
}
