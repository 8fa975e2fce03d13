namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Forms of streets, numbers, births and towns that writers used who did not know the rules; the values are invented.</summary>
public sealed class ContactFormsTests
{
    [Theory]
    [InlineData("HC 64 Box 118-B", "[address]")]
    [InlineData("P. O. Box HP 117", "[address]")]
    [InlineData("ul. Targowa 50, 08-110 Siedlce", "[address]")]
    [InlineData("Born Oldtown, 12/12/1971", "[date of birth]")]
    [InlineData("Cell 304*555*0172", "Cell [phone]")]
    [InlineData("abroad 0044 20 7946 0018, mostly", "abroad [phone], mostly")]
    [InlineData("\u062C\u0648\u0627\u0644: \u0660\u0665\u0665 \u0660\u0661\u0662 \u0663\u0664\u0665\u0666", "\u062C\u0648\u0627\u0644: [phone]")]
    [InlineData("\u092E\u094B\u092C\u093E\u0907\u0932 +\u096F\u0967 \u096F\u096E\u0967\u0966\u0966 \u0967\u0968\u0969\u096A\u096B", "\u092E\u094B\u092C\u093E\u0907\u0932 [phone]")]
    [InlineData("114 N. Ripley Blvd. Alpena MI 49707 / 989-555-0180 / more", "[address] / [phone] / more")]
    public void Streets_births_and_numbers_are_hidden(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));

    [Theory]
    [InlineData("REFERENCES\nWei Ling Seah      6555 0180", "0180")]
    [InlineData("PERSONAL DETAILS\nlieu-dit Kerguestenen, 22480 Saint-Nicolas", "Kerguestenen")]
    public void What_reaches_a_person_is_hidden(string text, string part) => Assert.DoesNotContain(part, Hiding.InBody(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Driver - Kumasi, GH - 2009 to 2016", "Driver - [a town] - 2009 to 2016")]
    [InlineData("Organic Valley / Supply Analyst / La Farge / 8.2017-5.2020", "Organic Valley / Supply Analyst / [a town] / 8.2017-5.2020")]
    [InlineData("REA Group — Systems Engineer — Richmond — 2016–2020", "REA Group — Systems Engineer — [a town] — 2016–2020")]
    [InlineData("Relief work: Oscoda, Tawas City, Cheboygan, Gaylord", "Relief work: [a town]")]
    [InlineData("2007 - 2009  Stobart, Daventry - tramping, fridge", "2007 - 2009  Stobart, [a town] - tramping, fridge")]
    [InlineData("Tesco Extra, Llansamlet\tOct 2023 – Sep 2024", "Tesco Extra, [a town]\tOct 2023 – Sep 2024")]
    [InlineData("Client Avis, Bracknell: fleet damage module", "Client Avis, [a town]: fleet damage module")]
    public void Towns_are_told_by_marks_dates_and_lists(string text, string expected) => Assert.Equal(expected, Hiding.InBody(text));
}
