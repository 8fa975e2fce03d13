namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Names and traits that stand in a sentence or beside one and have no label.</summary>
public sealed class SaidInPassingTests
{
    private const string Head = "Dana Whitlock\nSummary\nA person who works with care, keeps the books in order and knows where each paper is that somebody may ask for.\nExperience\n";

    [Theory]
    [InlineData("I am a single mother of two and can work nights.", "mother")]
    [InlineData("A proud father of three, I like order.", "father")]
    [InlineData("I ran the shop while pregnant and again a year later.", "pregnant")]
    [InlineData("As a woman in engineering I mentored many others.", "woman")]
    [InlineData("As an openly gay teacher I led the club.", "gay")]
    [InlineData("Founded the LGBTQ+ network of the firm.", "LGBTQ")]
    [InlineData("I live with PTSD and know my limits.", "PTSD")]
    [InlineData("Have epilepsy, controlled for nine years.", "epilepsy")]
    [InlineData("Diabetic, controlled by diet.", "Diabetic")]
    [InlineData("I walk with a slight limp following polio.", "limp")]
    [InlineData("Lost hearing in the left ear.", "hearing")]
    [InlineData("Grandmother of nine, gardener.", "Grandmother")]
    [InlineData("I stayed home with four boys, then came back.", "boys")]
    [InlineData("I gave birth in 2021 and came back at once.", "birth")]
    [InlineData("I am a Marakwet by tribe and an orphan.", "Marakwet")]
    [InlineData("The only Mexican-American woman on the site.", "Mexican")]
    [InlineData("Member of Delta Sigma Theta since 2009.", "Theta")]
    [InlineData("I fast in Ramadan and start at six those weeks.", "Ramadan")]
    [InlineData("Raised Amish until the age of fourteen.", "Amish")]
    [InlineData("Desert Storm vet, steady hands.", "Storm")]
    [InlineData("My partner and I are a same-sex couple with a dog.", "same-sex")]
    public void Traits_are_hidden(string line, string trait) => Assert.DoesNotContain(trait, Hiding.Anonymous(Head + line), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("Care of women during pregnancy and birth", "during pregnancy")]
    [InlineData("Sold shoes for men and women", "for men and women")]
    [InlineData("Woman of the Match award desk: software for it", "Woman of the Match")]
    [InlineData("Worked as a delivery man for two years", "delivery")]
    [InlineData("Searched binary trees", "binary trees")]
    [InlineData("Cared for patients with epilepsy and diabetes", "patients with epilepsy and diabetes")]
    [InlineData("Cooked Cajun food for a hundred guests", "Cajun food")]
    [InlineData("Elected to Phi Beta Kappa for grades", "Phi Beta Kappa")]
    [InlineData("Set up MS SQL and had MS Project in use", "MS Project")]
    [InlineData("Mass spectrometry by the 10 ml batch", "Mass spectrometry")]
    public void What_is_work_stays(string line, string kept) => Assert.Contains(kept, Hiding.Anonymous(Head + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"She makes it safe to be wrong.\" Priyanka Desrosiers, Director of Platform", "Desrosiers")]
    [InlineData("\"He sells umbrellas in July!\" - Butch Svoboda, dairy farmer", "Svoboda")]
    [InlineData("References\nMark Early, Coach  (309) 555-0155", "Early")]
    public void Who_speaks_of_the_candidate_is_hidden(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(Head + line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Lawrence P. Dandridge III\nChief Operating Officer\n", "III")]
    [InlineData("Grace Wanjiku wa Kamau\nCommunity Nurse\n", "Kamau")]
    [InlineData("EBUNOLUWA DEBORAH DANIEL (MRS)\nTeacher\n", "MRS")]
    [InlineData("Siti Nurhaliza binte Osman\nTechnician\n", "binte")]
    [InlineData("\uAE40\uBBFC\uC900\nTechnician\n", "\uAE40\uBBFC\uC900")]
    [InlineData("\u092A\u094D\u0930\u093F\u092F\u093E \u0936\u0930\u094D\u092E\u093E\nTechnician\n", "\u0936\u0930\u094D\u092E\u093E")]
    public void The_whole_name_is_hidden(string top, string part) => Assert.DoesNotContain(part, Hiding.Anonymous(top + Head["Dana Whitlock\n".Length..]), StringComparison.Ordinal);

    [Theory]
    [InlineData("12 Main Street, Dubuque, IA 52001 * 563-555-0159 * a@bell.example", "555")]
    [InlineData("12 Main Street, Dubuque, IA 52001 - 563-555-0159 - a@bell.example", "555")]
    [InlineData("Jane Poole, partner,01673555010,jane@vets.example", "01673555010")]
    [InlineData("Referee: Jane Poole, Finance Director, 8000 0171, jane@com.example", "8000 0171")]
    [InlineData("Born in\nLeeds (30/06/1991), moved twice", "1991")]
    [InlineData("Date of birth 1994/11/08. South African. Single.", "African")]
    [InlineData("Dual Polish/Dutch citizen. Born 27.05.1986", "Polish")]
    public void Contact_and_origin_are_hidden(string line, string part) => Assert.DoesNotContain(part, Hiding.Anonymous("Dana Whitlock\n" + line + "\n" + Head["Dana Whitlock\n".Length..]), StringComparison.Ordinal);
}
