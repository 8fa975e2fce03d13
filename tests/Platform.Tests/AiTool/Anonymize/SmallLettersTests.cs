namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Writers who shun capitals.</summary>
public sealed class SmallLettersTests
{
    // Of a few words nobody can say that their writer shuns capitals.
    private const string Body = "\nprofile\na person who works with care and likes to learn new things every single day and keeps the books in order, "
        + "answers the phone, opens the post and knows where each paper is that somebody may ask for.\nexperience\n";

    [Theory]
    [InlineData("carol toy", "toy")]
    [InlineData("vincenzo garret glover, ed.d.", "glover")]
    [InlineData("curriculum vitae\nsarah stark", "stark")]
    public void A_line_that_begins_with_a_given_name_is_the_name(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(line + Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("references\ntanya kowalewski, kitchen manager", "kowalewski")]
    [InlineData("cook, blue door diner, mount vernon, ny", "mount")]
    [InlineData("cook, blue door diner, mount vernon, ny", "ny")]
    [InlineData("cook in yonkers, new york", "yonkers")]
    [InlineData("clerk, pune, maharashtra", "pune")]
    [InlineData("clerk, boston, ma", "boston, ma")]
    [InlineData("education\nlincoln high school", "lincoln")]
    public void Referees_towns_and_schools_are_hidden(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous("x y" + Body + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("grant writer")]
    [InlineData("java, ruby, perl, in, or, me")]
    [InlineData("built a new home page, in time, for all of us")]
    public void Other_words_stay(string line) => Assert.EndsWith(line, Hiding.Anonymous("x y" + Body + line), StringComparison.Ordinal);
}
