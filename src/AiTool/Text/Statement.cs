using ClearView.Contracts;

namespace ClearView.AiTool.Text;

/// <summary>One sentence or bullet of a résumé, put together again when it was wrapped over lines.</summary>
/// <param name="Entry">Index of the dated job that it belongs to, -1 for none.</param>
/// <param name="First">Whether it opens its bullet or paragraph.</param>
internal readonly record struct Statement(int Start, int End, int FirstWord, int EndWord, int Entry, SectionKind Section, bool First)
{
    public int Length => End - Start;

    public int Words => EndWord - FirstWord;

    public Quote In(string text) => new(Start, End, text[Start..End]);
}
