using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize;

internal enum Shape : byte
{
    /// <summary>"word"</summary>
    Lower,

    /// <summary>"Word", "McWord", "O'Word", and words of scripts without cases.</summary>
    Capital,

    /// <summary>"WORD"</summary>
    Upper,

    /// <summary>"W"</summary>
    Initial,

    /// <summary>"2024"</summary>
    Number,

    /// <summary>"c3po", "iWord"</summary>
    Mixed,
}

/// <summary>A word or number: letters, digits and inner apostrophes.</summary>
/// <param name="Kinds">What the word lists say of it.</param>
/// <param name="Line">The number of its <see cref="Stretch"/>.</param>
internal readonly record struct Token(int Start, int End, Shape Shape, WordKinds Kinds, int Line)
{
    public int Length => End - Start;

    public bool IsProper => Shape is Shape.Capital or Shape.Upper;

    public bool Is(WordKinds kind) => (Kinds & kind) != 0;
}

/// <summary>A line, or a part of one between wide gaps, tabs or bars: what a reader takes in as one thing.</summary>
/// <param name="First">Number of its first token.</param>
/// <param name="Last">One past its last token.</param>
/// <param name="StartsLine">Whether it is the first of its line.</param>
internal readonly record struct Stretch(int Start, int End, int First, int Last, bool StartsLine);
