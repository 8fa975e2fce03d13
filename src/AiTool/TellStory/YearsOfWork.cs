using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>The line that says for how long somebody has worked: "Over ten years of experience in ...".</summary>
internal static class YearsOfWork
{
    private const int Longest = 260;
    private const int MostWordsBetween = 4;

    public static Statement? In(ResumeReading resume)
    {
        foreach (var statement in resume.Statements)
        {
            if (statement.Length <= Longest && statement.Section is not (SectionKind.Education or SectionKind.References or SectionKind.Personal or SectionKind.Interests)
                && Says(resume, statement) && !resume.SpeaksToMachine(statement.Start, statement.End))
                return statement;
        }
        return null;
    }

    private static bool Says(ResumeReading resume, Statement statement)
    {
        foreach (var quantity in Quantities.In(resume.Text, resume.Words, statement.FirstWord, statement.EndWord))
        {
            if (quantity.Kind != QuantityKind.Duration)
                continue;
            var after = resume.Words.FindIndex(statement.FirstWord, word => word.Start >= quantity.End);
            for (var i = after; i >= 0 && i < Math.Min(statement.EndWord, after + MostWordsBetween); i++)
            {
                if (resume.Words[i].In(resume.Text).StartsWith("experience", StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }
}
