using System.Text;

namespace ClearView.HrSystems.Folder;

/// <summary>The jobs in the folder: rows of jobs.csv, and text files in jobs/ whose first line is the title and whose name is the id.</summary>
internal sealed class FolderJobs(FolderScan scan, FolderTables tables)
{
    private const int LargestText = 256 * 1024;

    /// <summary>IsComplete is false when a file still grows.</summary>
    public (IReadOnlyList<(FolderJob Job, long Version)> Jobs, IReadOnlyList<Found.Trouble> Troubles, bool IsComplete) Read(StillFiles still)
    {
        var table = scan.Table(FolderTables.Jobs);
        var read = tables.ReadJobs(table);
        var (files, refused) = scan.Jobs();
        var changed = new DateTimeOffset(table is null ? default : File.GetLastWriteTimeUtc(table), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var jobs = read.Rows.ToDictionary(j => j.Id, j => (Job: j, Version: changed), StringComparer.Ordinal);
        List<Found.Trouble> all = [.. read.Troubles, .. refused];
        var isComplete = true;

        foreach (var file in files)
        {
            if (!still.IsStill(file))
                isComplete = false;
            else if (!FolderTables.IsOneLine(file.RelativePath))
                all.Add(new Found.Trouble("folder.job", $"The name of a file in jobs/ has a control character, so it is left out (file {file.Id}). Rename it."));
            else if (ReadText(file) is not { } job)
                all.Add(new Found.Trouble("folder.job", $"A file in jobs/ is empty, too large or not UTF-8 text and is left out ({file.Length} bytes, changed {file.ChangedAt:u})."));
            else if (!jobs.TryAdd(job.Id, (job, file.Version)))
                all.Add(new Found.Trouble("folder.job", $"Job '{job.Id}' is in jobs.csv and in jobs/; the row of jobs.csv counts."));
        }

        return ([.. jobs.Values.OrderBy(j => j.Job.Id, StringComparer.Ordinal)], all, isComplete);
    }

    private FolderJob? ReadText(FolderFile file)
    {
        // What has no length may be a pipe, which would hang whoever opens it.
        if (file.Length is 0 or > LargestText)
            return null;

        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!scan.Holds(stream.SafeFileHandle))
                return null;
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            var text = reader.ReadToEnd().TrimStart('\uFEFF').ReplaceLineEndings("\n").Trim();
            var title = text.Split('\n', 2)[0].Trim();
            return title.Length == 0 ? null : new FolderJob(Path.ChangeExtension(file.RelativePath, null), title[..Math.Min(title.Length, 300)], text, 0);
        }
        catch (Exception e) when (e is DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
