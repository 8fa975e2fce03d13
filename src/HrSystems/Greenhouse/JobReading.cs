using System.Globalization;
using System.Runtime.CompilerServices;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// Open jobs with the text of their postings. Inactive postings are asked for by name: lists leave them out in silence. A job's version
/// is its posting's: a job row changes with every click in Greenhouse, and a new version means a new note on every candidate. When an
/// older posting takes the place of one that is gone, the version grows all the same.
/// </summary>
internal sealed class JobReading(GreenhouseLists lists)
{
    public async IAsyncEnumerable<Found> ReadAsync(GreenhouseCheckpoint checkpoint, string window, [EnumeratorCancellation] CancellationToken ct)
    {
        var changed = new SortedSet<long>();
        await foreach (var row in lists.ReadAsync("jobs", window, GreenhouseJson.Default.JobRow, waits: true, ct))
        {
            if (row.Id is not { } id)
                yield return Unreadable("jobs");
            else if (checkpoint.IsNewRow("jobs", id, Ms(row.UpdatedAt)))
                changed.Add(id);
        }

        foreach (var active in (string[])["true", "false"])
        {
            await foreach (var row in lists.ReadAsync("job_posts", $"{window}&active={active}", GreenhouseJson.Default.JobPostRow, waits: true, ct))
            {
                if (row.JobId is not { } job)
                    yield return Unreadable("job_posts");
                else if (checkpoint.IsNewRow("job_posts", row.Id, Ms(row.UpdatedAt)))
                    changed.Add(job);
            }
        }

        foreach (var chunk in changed.Chunk(GreenhouseLists.MostIds))
        {
            var posts = await PostsAsync(chunk, ct);
            var told = new HashSet<long>();
            await foreach (var job in lists.OfAsync("jobs", "ids", chunk, GreenhouseJson.Default.JobRow, waits: true, ct))
            {
                if (job.Id is not { } id || !job.IsOpen || !told.Add(id))
                    continue;
                var found = JobOf(job, posts.GetValueOrDefault(id));
                if (checkpoint.NewsOf("job", id, Stamp.PrintOf(found.Title, found.Text), found.Version) is not { } news)
                    continue;
                yield return found with { Version = news.Version };
                checkpoint.Tell("job", id, news);
            }
        }
    }

    /// <summary>For each job the posting to read: an active one before an inactive one, then the first made.</summary>
    private async Task<Dictionary<long, JobPostRow>> PostsAsync(long[] jobs, CancellationToken ct)
    {
        var all = new List<JobPostRow>();
        foreach (var active in (string[])["&active=true", "&active=false"])
        {
            await foreach (var row in lists.OfAsync("job_posts", "job_ids", jobs, GreenhouseJson.Default.JobPostRow, waits: true, ct, active))
                all.Add(row);
        }

        return all.Where(p => p.JobId is not null).GroupBy(p => p.JobId!.Value)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Active is not false).ThenBy(p => p.Id).First());
    }

    private static Found.Job JobOf(JobRow job, JobPostRow? post)
    {
        var title = Line(post?.Title) ?? Line(job.Name) ?? "Untitled job";
        var text = PostingText.Of(post?.Content);
        return new Found.Job(
            job.Id!.Value.ToString(CultureInfo.InvariantCulture),
            Ms(post?.UpdatedAt ?? post?.CreatedAt ?? job.OpenedAt ?? job.CreatedAt),
            title, text.Length > 0 ? text : title);
    }

    private static string? Line(string? text)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line[..Math.Min(line.Length, 300)];
    }

    internal static long Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? 0;

    internal static Found.Trouble Unreadable(string list) =>
        new("greenhouse.unreadable-row", $"A row of the list of {list} has no id, or is not what it should be. Check what the API credential may see.");
}
