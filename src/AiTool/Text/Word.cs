namespace ClearView.AiTool.Text;

/// <summary>A word of a text: letters and digits with what belongs to them (C#, C++, .NET, master's), or an ampersand.</summary>
/// <param name="Form">The hash of its <see cref="WordForm"/>: two spellings of one word have the same.</param>
internal readonly record struct Word(int Start, int End, ulong Form)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, End - Start);
}
