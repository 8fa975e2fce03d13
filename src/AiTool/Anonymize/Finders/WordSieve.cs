namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>A few words, remembered in 64 bits: tells of most other words at once that they are none of them, and of the rest that they may be.</summary>
internal struct WordSieve
{
    private ulong _bits;

    public void Add(ReadOnlySpan<char> word)
    {
        if (word.Length > 0) _bits |= Bit(word);
    }

    public readonly bool MayHold(ReadOnlySpan<char> word) => word.Length > 0 && (_bits & Bit(word)) != 0;

    private static ulong Bit(ReadOnlySpan<char> word) => 1ul << ((word[0] * 5 + word[^1] * 11 + word.Length * 7) & 63);
}
