namespace ClearView.Platform.Tests.Installation;

/// <summary>The judge on one candidate who applied for two jobs with equal scores.</summary>
public sealed class JudgeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-judge-").FullName;

    [Theory]
    [InlineData(71, 72, true)]
    [InlineData(72, 71, false)] // each note at the other application
    [InlineData(71, 73, false)]
    [InlineData(71, null, false)]
    public async Task A_note_belongs_to_the_job_of_the_application_that_the_HR_system_has_it_at(int first, int? second, bool isRight)
    {
        Write("samples/jobs.json", """[{"id":1},{"id":2}]""");
        Write("samples/candidates.json", """[{"id":7,"kind":"readable","applications":[{"id":71,"jobId":1},{"id":72,"jobId":2}]}]""");
        foreach (var file in (string[])["resume.json", "story.json", "tips.json", "skills.json"])
            Write("export/candidates/c/" + file, "{}");
        Write("export/candidates/c/candidate.txt", "source id 7");
        Write("export/candidates/c/match-a.json", """{"score":50}""");
        Write("export/candidates/c/match-b.json", """{"score":50}""");
        Write("export/jobs/a/job.txt", "source id 1");
        Write("export/jobs/b/job.txt", "source id 2");
        Write("export/dead-letters.txt", "");
        Write("export/written-back.txt", "greenhouse c a clearview:aa\ngreenhouse c b clearview:bb\n");
        Write("journal.jsonl", $"{Note("aa", first)}\n{Note("bb", second)}\n");

        var verdict = await Installed.JudgeAsync(Path.Combine(_folder, "journal.jsonl"), Path.Combine(_folder, "export"), Path.Combine(_folder, "samples"));

        Assert.True(verdict.Ok == isRight, verdict.Text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Note(string marker, int? application) =>
        $$$"""{"kind":"note","note":{"candidate_id":7,{{{(application is null ? "" : $"\"application_id\":{application},")}}}"body":"ClearView score for X: 50 of 100. [clearview:{{{marker}}}]"}}""";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
