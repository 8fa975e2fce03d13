using System.Text;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.ScoreMatch;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Documents;

/// <summary>What a page holds but shows to nobody is not read, and so changes no score.</summary>
public sealed class InvisibleTextTests
{
    private const string Bait = "Kubernetes, Terraform and forty years of PostgreSQL";
    private const string Font = "BT /F1 11 Tf ";
    private const string Resume = Font + "50 780 Td (EXPERIENCE) Tj 0 -20 Td (Developer, Mill Lane Jan 2020 - Dec 2023) Tj 0 -20 Td (Built services in C# and RabbitMQ) Tj ET\n";

    private static string Read(string content) => DocumentReader.Read(MadeFiles.RawPdf(Encoding.Latin1.GetBytes(content)), TestContext.Current.CancellationToken).Text;

    [Theory]
    [InlineData("1 1 1 rg " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("1 g " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("0 0 0 0 k " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    [InlineData(Font + "3 Tr 50 600 Td (" + Bait + ") Tj ET")]
    [InlineData(Font + "50 900 Td (" + Bait + ") Tj ET")]
    [InlineData(Font + "-400 600 Td (" + Bait + ") Tj ET")]
    [InlineData("BT /F1 1 Tf 50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("BT /F1 11 Tf 0.2 0 0 0.2 50 600 Tm (" + Bait + ") Tj ET")]
    [InlineData("1 g 40 590 400 30 re f 1 g " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    public void Text_that_no_reader_sees_is_not_read(string hidden)
    {
        Assert.Equal(Read(Resume), Read(Resume + hidden));
        Assert.All(Samples.Jobs, job => Assert.Equal(Score(Read(Resume), job.Features), Score(Read(Resume + hidden), job.Features)));
    }

    [Theory]
    [InlineData("0.1 0.2 0.5 rg 40 590 400 30 re f 1 g " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("q 40 590 400 30 re W n Q 1 g " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("BT /F1 1 Tf 11 0 0 11 50 600 Tm (" + Bait + ") Tj ET")]
    [InlineData("BT /F1 5 Tf 50 600 Td (" + Bait + ") Tj ET")]
    [InlineData("0.2 g " + Font + "50 600 Td (" + Bait + ") Tj ET")]
    public void White_on_a_dark_band_or_a_gradient_grey_and_small_print_are_read(string seen) => Assert.Contains(Bait, Read(Resume + seen), StringComparison.Ordinal);

    private static int Score(string text, JobFeatures job) =>
        Scorer.Score(SkillExtractor.Extract(default, 1, Anonymizer.Anonymize(text, null, []).Text, Samples.Today), job).Score;
}
