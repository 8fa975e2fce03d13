using System.Text.RegularExpressions;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.GiveTips;

/// <summary>Whether the jobs can be placed in time, and whether time between them is explained.</summary>
internal static partial class DateTips
{
    private const int LongGap = 6;
    private const int LongGapByYears = 18;
    private const int EarlyWork = 36;

    public static IEnumerable<TipFound> Of(ResumeReading resume)
    {
        var hasExperience = resume.Lines.Exists(line => line.Section == SectionKind.Experience && !line.Heading);
        if (hasExperience && resume.Entries.Count == 0 && resume.Statements.Exists(statement => statement.Section == SectionKind.Experience && statement.Words >= 4))
        {
            yield return TipFound.Of(92, "no-dates", "The section on your work has no dates that can be read. Give each job a start and an end with month and year, such as \"Mar 2021 - Nov 2023\".");
            yield break;
        }
        if (resume.Entries.Count == 0)
            yield break; // another tip asks for the jobs
        var yearsOnly = resume.Entries.FindAll(entry => !entry.Dates.ToTheMonth);
        if (yearsOnly.Count > 0 && yearsOnly.Count * 2 >= resume.Entries.Count)
        {
            yield return TipFound.Of(40, "years-only",
                "Dates that name only years can hide or add almost two years. Give the months too, such as \"Mar 2021 - Nov 2023\".", yearsOnly[0].Dates.In(resume.Text));
        }
        if (hasExperience && LongestGap(resume) is { } gap)
        {
            yield return TipFound.Of(55, "gap",
                $"Between this job and the one before it lie about {gap.Months} months. If you like, say in half a line what they were for (study, care, travel, search); a gap that is named is seldom held against anyone.",
                gap.Later.Dates.In(resume.Text));
        }
    }

    private static (int Months, Entry Later)? LongestGap(ResumeReading resume)
    {
        (int Months, Entry Later)? longest = null;
        var inOrder = resume.Entries.Where(entry => entry.Dates.Ongoing || entry.Dates.Last >= entry.Dates.First).OrderBy(entry => entry.Dates.First).ToList();
        var until = int.MinValue;
        var exact = true;
        var worked = 0;
        var studied = LongestStudy(resume);
        foreach (var entry in inOrder)
        {
            var months = until == int.MinValue ? 0 : entry.Dates.First - until - 1;
            // Whose work before the gap was short, and who studied longer than it lasted, most likely studied then.
            if (worked <= EarlyWork && months <= studied)
                months = 0;
            if (months >= (exact && entry.Dates.ToTheMonth ? LongGap : LongGapByYears) && (longest is null || months > longest.Value.Months))
                longest = (months, entry);
            if (entry.Dates.Ongoing)
                return longest;
            worked += entry.Dates.Last - entry.Dates.First + 1;
            if (entry.Dates.Last >= until)
                (until, exact) = (entry.Dates.Last, entry.Dates.ToTheMonth);
        }
        return longest;
    }

    // The years of a school are hidden as "[4 years]". 0 when none is named.
    private static int LongestStudy(ResumeReading resume)
    {
        var longest = 0;
        foreach (var line in resume.Lines)
        {
            if (line.Section != SectionKind.Education)
                continue;
            foreach (var dates in resume.Ranges.Where(dates => dates.Start >= line.Start && dates.End <= line.End && !dates.Ongoing))
                longest = Math.Max(longest, dates.Last - dates.First + 1);
            foreach (var hidden in HiddenYears().EnumerateMatches(resume.Text.AsSpan(line.Start, line.End - line.Start)))
                longest = Math.Max(longest, 12 * (resume.Text[line.Start + hidden.Index + 1] - '0'));
        }
        return longest;
    }

    [GeneratedRegex(@"\[[1-9] years?\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HiddenYears();
}
