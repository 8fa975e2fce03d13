using System.Text;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Ways to carry a name past the anonymiser, each read as a file is. All people are invented.</summary>
public sealed class AttackerTests
{
    private static readonly KnownIdentity Account = new("Tomasz", "Wieczorek", ["t.wieczorek@example.org"], []);

    private static readonly string[] Telling = ["tomasz", "wieczorek"];

    // Bounded in its depth, for nothing catches a stack that runs over.
    [Fact]
    public void A_long_row_of_spelt_dots_is_read() =>
        Assert.DoesNotContain("dot com", Hiding.InBody(string.Concat(Enumerable.Repeat("a dot ", 60_000)) + "x at y dot com"), StringComparison.Ordinal);

    // Each stands in a résumé of somebody whose account is known.
    [Theory]
    [InlineData("The team thanked kerozceiW for the press.")]
    [InlineData("Made by ZSAMOT KEROZCEIW.")]
    [InlineData("The prize went to Wieczo-\nrek for the press.")]
    [InlineData("See https://example.org/people/%54omasz%2DWieczorek now.")]
    [InlineData("Write to tomasz dot wieczorek at example dot org.")]
    [InlineData("Attached: Tomasz_Wieczorek_CV_2024.pdf")]
    [InlineData("| Welder | Tomasz | Wieczorek | 2020 |")]
    [InlineData("Led by \u202EWieczorek\u202C in spring.")]
    [InlineData("Led by Wie\u200Dczo\u200Brek in spring.")]
    [InlineData("Led by Wie\u00ADczorek in spring.")]
    [InlineData("Led by Wieczo\u0301rek in spring.")]
    [InlineData("Led by \uFF37\uFF49\uFF45\uFF43\uFF5A\uFF4F\uFF52\uFF45\uFF4B in spring.")]
    [InlineData("Tomek, aka Tomasz W., led it.")]
    [InlineData("W i e c z o r e k signed it.")]
    [InlineData("WIECZOREKTOMASZ led it.")]
    public void A_known_name_does_not_pass(string line)
    {
        var text = Read(Hiding.Body + line + "\n");

        var left = Plain(Hiding.Anonymous(text, Account)[Hiding.Body.Length..]);

        foreach (var part in Telling)
        {
            Assert.DoesNotContain(part, left, StringComparison.Ordinal);
            Assert.DoesNotContain(new string([.. part.Reverse()]), left, StringComparison.Ordinal);
        }
    }

    // Nobody told the anonymiser a name.
    [Theory]
    [InlineData("Write to zofia dot wieczorek at example dot org.", "zofia")]
    [InlineData("Attached: Zofia_Wieczorek_CV.pdf and more", "Zofia")]
    [InlineData("Attached: cv-zofia-wieczorek.docx", "wieczorek")]
    [InlineData("| Name | Zofia Wieczorek |", "Wieczorek")]
    [InlineData("First name | Zofia", "Zofia")]
    [InlineData("Led by Zo\u200Bfia Wieczorek in spring.", "Wieczorek")]
    public void An_unknown_name_does_not_pass(string line, string part) =>
        Assert.DoesNotContain(part, Hiding.InBody(Read(line)), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("Reports as PDF and .doc files")]
    [InlineData("Read .pdf, .docx and scans")]
    [InlineData("Level up: Radar and Kayak")]
    public void What_only_looks_like_it_stays(string line) => Assert.Equal(line, Hiding.InBody(line, new KnownIdentity("Pu", "Level", [], [])).Replace("[person]", "Level", StringComparison.Ordinal));

    private static string Read(string text) => DocumentReader.Read(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).Text;

    // Letters only, without marks, as a searching eye takes them.
    private static string Plain(string text) => string.Concat(Letters.Compose(text).Where(char.IsLetter).Select(Letters.Fold));
}
