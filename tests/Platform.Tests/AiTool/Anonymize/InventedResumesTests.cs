using System.Text.Json;
using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>The invented candidates of the demo, read from their files.</summary>
public sealed class InventedResumesTests
{
    private sealed record Candidate(string First, string Last, string Email, string Phone, string File);

    [Fact]
    public void No_invented_candidate_can_be_read_from_the_anonymous_text()
    {
        var samples = Samples();
        Assert.SkipWhen(samples is null, "The folder samples/ with candidates.json is not here.");
        var cancel = TestContext.Current.CancellationToken;
        var read = 0;
        var doubtful = new List<string>();
        Assert.Multiple([.. Candidates(samples).Select<Candidate, Action>(candidate => () =>
        {
            string text;
            try
            {
                text = DocumentReader.Read(File.ReadAllBytes(Path.Combine(samples, candidate.File)), cancel).Text;
            }
            catch (UnreadableDocumentException)
            {
                return;
            }
            read++;
            var anonymous = Anonymizer.Anonymize(text, new KnownIdentity(candidate.First, candidate.Last, [candidate.Email], [candidate.Phone]), []);
            if (anonymous.Doubts.Count > 0)
                doubtful.Add(candidate.File);
            Assert.DoesNotContain(candidate.Email, anonymous.Text, StringComparison.OrdinalIgnoreCase);
            // One candidate has one name only.
            var lines = Regex.Replace(anonymous.Text, @"\s+", " ");
            Assert.DoesNotContain($"{candidate.First} {candidate.Last}".Trim(), lines, StringComparison.OrdinalIgnoreCase);
            if (candidate.Last.Length > 0)
                Assert.DoesNotContain(candidate.Last, lines, StringComparison.Ordinal);
        })]);
        Assert.True(read > 40, $"Only {read} could be read.");
        // One is, so that whoever tries the demo meets a review.
        Assert.Equal(["resumes/autumn-kowalchuk.txt"], doubtful);
    }

    private static string? Samples()
    {
        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "samples", "candidates.json"))) return Path.Combine(directory.FullName, "samples");
        return null;
    }

    private static List<Candidate> Candidates(string samples)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(samples, "candidates.json")));
        static string Of(JsonElement candidate, string name) => candidate.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        return [.. json.RootElement.EnumerateArray().Select(c => new Candidate(Of(c, "firstName"), Of(c, "lastName"), Of(c, "email"), Of(c, "phone"), Of(c, "file"))).Where(c => c.File.Length > 0)];
    }
}
