namespace ClearView.AiTool.Text;

/// <summary>Tells the line that names an employer from those that tell of the work, where both stand below a job's dates.</summary>
internal static class Employers
{
    private const int MostWords = 9;
    private const int MostLinesBelow = 2;

    /// <summary>The line just below a job's dates that names its employer, by the form of company or by the town at its end; null when none does.</summary>
    public static int? LineOf(string text, List<Word> words, List<Line> lines, Entry entry)
    {
        var end = Math.Min(entry.EndLine, entry.DatedLine + 1 + MostLinesBelow);
        for (var i = entry.DatedLine + 1; i < end; i++)
        {
            if (IsOne(text, words, lines[i]))
                return i;
        }
        return null;
    }

    private static bool IsOne(string text, List<Word> words, Line line)
    {
        if (line.Bulleted || line.Words > MostWords)
            return false;
        var name = text.AsSpan(line.Body, line.End - line.Body);
        if (name.EndsWith(", [a town]") || name.EndsWith(", [a country]"))
            return true;
        for (var i = line.FirstWord; i < line.EndWord; i++)
        {
            if (words[i].In(text) is "Ltd" or "LTD" or "Limited" or "Inc" or "GmbH" or "LLC" or "Pvt" or "PLC" or "plc" or "AG")
                return true;
        }
        return false;
    }
}
