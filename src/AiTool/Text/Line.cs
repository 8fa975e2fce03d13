namespace ClearView.AiTool.Text;

/// <summary>A line of a résumé that is not empty.</summary>
/// <param name="Start">First character that is not white space.</param>
/// <param name="Body">First character after bullet and heading label.</param>
/// <param name="End">One past the last character that is not white space.</param>
/// <param name="Indent">White space before Start.</param>
/// <param name="FirstWord">Index of the first word from Body on.</param>
/// <param name="EndWord">Index after the last word.</param>
/// <param name="AfterBlank">Whether an empty line or a heading stands before it.</param>
/// <param name="Heading">Whether it is nothing but a heading or a rule; it then holds no content.</param>
internal readonly record struct Line(
    int Start, int Body, int End, int Indent, int FirstWord, int EndWord, bool Bulleted, bool AfterBlank, bool Heading, SectionKind Section)
{
    public int Length => End - Body;

    public int Words => EndWord - FirstWord;
}
