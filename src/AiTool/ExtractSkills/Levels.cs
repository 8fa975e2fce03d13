using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>The level that a résumé shows: what its latest job is called, otherwise how long was worked.</summary>
internal static class Levels
{
    private const int LatestJobs = 2;

    public static (int Level, Quote? Evidence) Of(ResumeReading resume, int workMonths, DateOnly asOf)
    {
        (int Level, Quote? Evidence) best = (0, null);
        var latest = resume.Entries.OrderByDescending(entry => entry.Dates.Until(asOf).To).ThenBy(entry => entry.Start).Take(LatestJobs);
        foreach (var entry in latest)
        {
            var (first, end) = Head(resume, entry);
            if (LevelWords.First(resume.Text, resume.Words, first, end) is { } found && found.Level > best.Level)
                best = (found.Level, new Quote(found.Start, found.End, resume.Text[found.Start..found.End]));
        }
        var byTime = workMonths switch { 0 => 0, < 12 => 1, < 36 => 2, < 96 => 3, _ => 4 };
        // A title such as "assistant" must not hide twelve years of work, nor "lead" be earned by time alone.
        if (byTime > best.Level && resume.Entries.Count > 0)
            return (best.Level is 1 or 2 ? Math.Min(byTime, 3) : byTime, resume.Entries[0].Dates.In(resume.Text));
        return best;
    }

    internal static (int First, int End) Head(ResumeReading resume, Entry entry)
    {
        var lines = resume.Lines;
        var last = entry.DatedLine;
        // "2019 - today" alone: the title follows on the next line.
        if (lines[last].Words <= 5 && entry.FirstLine == last && last + 1 < entry.EndLine && !lines[last + 1].Bulleted)
            last++;
        var first = lines[entry.FirstLine].FirstWord;
        while (first < lines[last].EndWord && resume.Words[first].Start < entry.Start)
            first++;
        var end = lines[last].EndWord;
        while (end > first && resume.Words[end - 1].End > entry.End)
            end--;
        return (first, end);
    }
}
