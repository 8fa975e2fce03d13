using System.Text;

namespace ClearView.HrSystems.Folder;

/// <summary>The jobs in the folder: rows of jobs.csv, and text files in jobs/ whose first line is the title and whose name is the id.</summary>
internal sealed class FolderJobs(FolderScan scan, FolderTables tables)
{
    private const int LargestText = 256 * 1024;

    /// <summary>IsComplete is false when a file still grows.</summary>
    public (IReadOnlyList<(FolderJob Job, long Version)> Jobs, IReadOnlyList<Found.Trouble> Troubles, bool IsComplete) Read(StillFiles still)
    {
        var (rows, troubles) = tables.ReadJobs(scan.JobsCsv);
        var (files, refused) = scan.Jobs();
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(scan.JobsCsv), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var jobs = rows.ToDictionary(j => j.Id, j => (Job: j, Version: changed), StringComparer.Ordinal);
        List<Found.Trouble> all = [.. troubles, .. refused];
        var isComplete = true;

        foreach (var file in files)
        {
            if (!still.IsStill(file))
                isComplete = false;
            else if (ReadText(file) is not { } job)
                all.Add(new Found.Trouble("folder.job", $"A file in jobs/ is empty, too large or not UTF-8 text and is left out ({file.Length} bytes, changed {file.ChangedAt:u})."));
            else if (!jobs.TryAdd(job.Id, (job, file.Version)))
                all.Add(new Found.Trouble("folder.job", $"Job '{job.Id}' is in jobs.csv and in jobs/; the row of jobs.csv counts."));
        }

        return ([.. jobs.Values.OrderBy(j => j.Job.Id, StringComparer.Ordinal)], all, isComplete);
    }

    private static FolderJob? ReadText(FolderFile file)
    {
        if (file.Length > LargestText)
            return null;

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file.Path)).TrimStart('\uFEFF').ReplaceLineEndings("\n").Trim();
            var title = text.Split('\n', 2)[0].Trim();
            return title.Length == 0 ? null : new FolderJob(Path.ChangeExtension(file.RelativePath, null), title[..Math.Min(title.Length, 300)], text, 0);
        }
        catch (Exception e) when (e is DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
