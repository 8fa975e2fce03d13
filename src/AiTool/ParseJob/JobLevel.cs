using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ParseJob;

/// <summary>The level of a post: a line that says so ("Level: senior"), otherwise its title.</summary>
internal static class JobLevel
{
    public static (int Level, Quote? Evidence) Of(JobReading job, string title)
    {
        foreach (var clause in job.Clauses)
        {
            var label = job.Words[clause.FirstWord].In(job.Text);
            if (clause.EndWord - clause.FirstWord is >= 2 and <= 14 && label.Equals("level", StringComparison.OrdinalIgnoreCase)
                && job.Text[job.Words[clause.FirstWord].End] == ':'
                && LevelWords.First(job.Text, job.Words, clause.FirstWord + 1, clause.EndWord) is { } said)
                return (said.Level, new Quote(clause.Start, said.End, job.Text[clause.Start..said.End]));
        }
        var words = WordReader.Read(title);
        if (LevelWords.First(title, words, 0, words.Count) is not { } named)
            return (0, null);
        // The title most often heads the text too; only there can it be quoted.
        var at = job.Text.IndexOf(title[named.Start..named.End], StringComparison.OrdinalIgnoreCase);
        return (named.Level, at < 0 ? null : new Quote(at, at + named.End - named.Start, job.Text[at..(at + named.End - named.Start)]));
    }
}
