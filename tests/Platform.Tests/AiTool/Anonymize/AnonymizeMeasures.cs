using ClearView.AiTool.Anonymize;
using ClearView.Cli.Eval;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>How much identity is left and how much skill is lost, on a set that the project does not contain, counted as 'eval anonymize' does.</summary>
public sealed class AnonymizeMeasures(ITestOutputHelper output)
{
    private static readonly string[] Kept = [Label.Skill, Label.Degree, Label.JobTitle];

    // A little looser than what was reached, so that a real loss fails and a rounding does not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Little_identity_is_left_and_little_skill_is_lost(bool isKnown)
    {
        var path = Find();
        Assert.SkipWhen(path is null, "The development data (shared/data/resume-ner-train.zip) is not here; set CLEARVIEW_SHARED_DATA to its folder.");
        var tally = EvalAnonymize.Count(NerResumes.Read(path), isKnown, TestContext.Current.CancellationToken);

        foreach (var (kind, leak) in tally.Leaks)
            output.WriteLine($"{kind} left in {leak.Documents} of documents, any part in {leak.AnyPart}; of values {leak.Values}");
        foreach (var (kind, lost) in tally.Lost)
            output.WriteLine($"{kind} lost: {lost}");
        var names = tally.Leaks[HiddenKinds.Name];
        Assert.InRange(names.Documents.All, 250, int.MaxValue);
        Assert.InRange(names.Documents.Share, 0, 0.005);
        Assert.InRange(names.AnyPart.Share, 0, 0.02);
        Assert.Equal(0, tally.Leaks[HiddenKinds.Email].Documents.Some);
        Assert.Equal(0, tally.Leaks[NerResumes.PhoneByShape].Documents.Some);
        Assert.InRange(tally.Leaks[HiddenKinds.Place].Values.Share, 0, 0.03);
        Assert.InRange(tally.Held.Share, 0, 0.05);
        foreach (var kind in Kept)
            Assert.InRange(tally.Lost[kind].Share, 0, 0.015);
    }

    /// <summary>Where the set lies: CLEARVIEW_SHARED_DATA, or shared/data beside or above the working directory; null when it is absent.</summary>
    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLEARVIEW_SHARED_DATA") is { Length: > 0 } named)
            return Existing(Path.Combine(named, NerResumes.File));
        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
            if (Existing(Path.Combine(directory.FullName, "shared", "data", NerResumes.File)) is { } found) return found;
        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
