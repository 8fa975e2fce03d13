using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>The words that both sides use, those that tell most first.</summary>
internal static class SharedTerms
{
    /// <param name="resume">In ordinal order, as is <paramref name="job"/>.</param>
    public static List<(Quote? Resume, Quote? Job)> Of(IReadOnlyList<TermCount> resume, IReadOnlyList<TermCount> job)
    {
        var shared = new List<(int Weight, Quote? Resume, Quote? Job)>();
        for (int r = 0, j = 0; r < resume.Count && j < job.Count;)
        {
            var order = string.CompareOrdinal(resume[r].Term, job[j].Term);
            if (order == 0)
                shared.Add((TermWeights.Of(job[j].Term), resume[r].First, job[j].First));
            if (order <= 0)
                r++;
            if (order >= 0)
                j++;
        }
        // Stable: words of one weight stay in ordinal order.
        return [.. shared.OrderByDescending(term => term.Weight).Select(term => (term.Resume, term.Job))];
    }
}
