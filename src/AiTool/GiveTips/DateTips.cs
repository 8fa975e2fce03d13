using ClearView.AiTool.Text;

namespace ClearView.AiTool.GiveTips;

/// <summary>Whether the jobs can be placed in time, and whether time between them is explained.</summary>
internal static class DateTips
{
    private const int LongGap = 6;
    private const int LongGapByYears = 18;

    public static IEnumerable<TipFound> Of(ResumeReading resume)
    {
        var hasExperience = resume.Lines.Exists(line => line.Section == SectionKind.Experience && !line.Heading);
        if (hasExperience && resume.Entries.Count == 0)
        {
            yield return TipFound.Of(92, "no-dates", "The section on your work has no dates that can be read. Give each job a start and an end with month and year, such as \"Mar 2021 - Nov 2023\".");
            yield break;
        }
        var yearsOnly = resume.Entries.FindAll(entry => !entry.Dates.ToTheMonth);
        if (yearsOnly.Count > 0 && yearsOnly.Count * 2 >= resume.Entries.Count)
        {
            yield return TipFound.Of(40, "years-only",
                "Dates that name only years can hide or add almost two years. Give the months too, such as \"Mar 2021 - Nov 2023\".", yearsOnly[0].Dates.In(resume.Text));
        }
        if (LongestGap(resume) is { } gap)
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
        foreach (var entry in inOrder)
        {
            var months = until == int.MinValue ? 0 : entry.Dates.First - until - 1;
            if (months >= (exact && entry.Dates.ToTheMonth ? LongGap : LongGapByYears) && (longest is null || months > longest.Value.Months))
                longest = (months, entry);
            if (entry.Dates.Ongoing)
                return longest;
            if (entry.Dates.Last >= until)
                (until, exact) = (entry.Dates.Last, entry.Dates.ToTheMonth);
        }
        return longest;
    }
}
