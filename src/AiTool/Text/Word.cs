namespace ClearView.AiTool.Text;

/// <summary>A word of a text: letters and digits with what belongs to them (C#, C++, .NET, master's), or an ampersand.</summary>
internal readonly record struct Word(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, End - Start);
}
