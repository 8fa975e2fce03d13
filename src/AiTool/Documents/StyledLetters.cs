namespace ClearView.AiTool.Documents;

/// <summary>Letters and digits that Unicode has once more for their looks: bold, italic, double-struck, in circles, of full width.</summary>
internal static class StyledLetters
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // Letters of the mathematical alphabets that had a place before those came.
    private const string Early = "\u210EhℬBℰEℱFℋHℐIℒLℳMℛRℯeℊgℴoℭCℌHℑIℜRℨZℂCℍHℕNℙPℚQℝRℤZ";

    /// <summary>The plain letter that a text begins with, and how many characters it took there; none when it begins with no styled one.</summary>
    public static (char Letter, int Length) Plain(ReadOnlySpan<char> text)
    {
        var c = text[0];
        switch (c)
        {
            case >= '\uFF21' and <= '\uFF3A': return ((char)(c - '\uFF21' + 'A'), 1);
            case >= '\uFF41' and <= '\uFF5A': return ((char)(c - '\uFF41' + 'a'), 1);
            case >= '\uFF10' and <= '\uFF19': return ((char)(c - '\uFF10' + '0'), 1);
            case >= '\u24B6' and <= '\u24E9': return (Letters[c - '\u24B6'], 1);
            case >= '\u2100' and <= '\u214F' when Early.IndexOf(c) is var at and >= 0 && at % 2 == 0: return (Early[at + 1], 1);
        }
        if (!char.IsHighSurrogate(c) || text.Length < 2 || !char.IsLowSurrogate(text[1]))
            return default;
        return char.ConvertToUtf32(c, text[1]) switch
        {
            // Thirteen alphabets one after the other, then digits in five styles.
            >= 0x1D400 and <= 0x1D6A3 and var letter => (Letters[(letter - 0x1D400) % 52], 2),
            >= 0x1D7CE and <= 0x1D7FF and var digit => ((char)('0' + (digit - 0x1D7CE) % 10), 2),
            >= 0x1F130 and <= 0x1F149 and var squared => (Letters[squared - 0x1F130], 2),
            >= 0x1F150 and <= 0x1F169 and var circled => (Letters[circled - 0x1F150], 2),
            >= 0x1F170 and <= 0x1F189 and var filled => (Letters[filled - 0x1F170], 2),
            _ => default,
        };
    }
}
