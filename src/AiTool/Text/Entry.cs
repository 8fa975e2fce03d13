namespace ClearView.AiTool.Text;

/// <summary>One dated job: its head (title, employer, dates) and what stands below it.</summary>
/// <param name="FirstLine">Index of the first line of its head.</param>
/// <param name="DatedLine">Index of the line that holds its dates.</param>
/// <param name="EndLine">Index after its last line.</param>
/// <param name="Start">Where it begins, which is inside a line when one line holds several jobs.</param>
/// <param name="End">One past its last character.</param>
internal readonly record struct Entry(int FirstLine, int DatedLine, int EndLine, int Start, int End, DateRange Dates);
