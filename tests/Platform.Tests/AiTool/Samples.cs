using System.Text.Json;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.ParseJob;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool;

/// <summary>An invented candidate's résumé, read and anonymised as on the way to the later stages.</summary>
internal sealed record SampleResume(string File, string Text, CandidateFeatures Features)
{
    public override string ToString() => File;
}

/// <summary>The invented people and jobs that come with ClearView, each read once for all tests.</summary>
internal static class Samples
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Lazy<IReadOnlyList<SampleResume>> _resumes = new(ReadResumes);
    private static readonly Lazy<IReadOnlyList<JobParsed>> _jobs = new(ReadJobs);

    public static string Folder { get; } = Find();

    public static IReadOnlyList<SampleResume> Resumes => _resumes.Value;

    public static IReadOnlyList<JobParsed> Jobs => _jobs.Value;

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "samples", "candidates.json"))) return Path.Combine(directory.FullName, "samples");
        throw new DirectoryNotFoundException("The folder samples/ is not above the tests.");
    }

    private static List<SampleResume> ReadResumes()
    {
        var resumes = new List<SampleResume>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "resumes")).Order(StringComparer.Ordinal))
        {
            try
            {
                var text = Anonymizer.Anonymize(DocumentReader.Read(File.ReadAllBytes(file), CancellationToken.None).Text, null, []).Text;
                resumes.Add(new SampleResume(Path.GetFileName(file), text, SkillExtractor.Extract(default, 1, text, Today)));
            }
            catch (UnreadableDocumentException)
            {
                // Scans and broken files are among them on purpose; the count below guards the rest.
            }
        }
        Assert.True(resumes.Count >= 60, $"Only {resumes.Count} samples could be read.");
        return resumes;
    }

    private static List<JobParsed> ReadJobs()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "jobs.json")));
        return [.. json.RootElement.EnumerateArray().Select(job => JobParser.Parse(default, 1, job.GetProperty("title").GetString()!, job.GetProperty("text").GetString()!))];
    }
}
