namespace ClearView.AiTool.Text;

/// <summary>Tells the line that names an employer from those that tell of the work, where both stand below a job's dates.</summary>
internal static class Employers
{
    private const int MostWords = 9;
    private const int MostLinesBelow = 2;

    /// <summary>Whether a line just below the dated one names an employer: by its form of company, or by the town at its end.</summary>
    public static bool IsOne(string text, List<Word> words, List<Line> lines, Entry entry, int at)
    {
        var line = lines[at];
        if (line.Bulleted || line.Words > MostWords || at <= entry.DatedLine || at > entry.DatedLine + MostLinesBelow || at >= entry.EndLine)
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
