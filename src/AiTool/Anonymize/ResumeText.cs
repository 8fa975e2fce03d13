using System.Runtime.InteropServices;
using System.Text;
using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>The text, taken apart once for all finders.</summary>
internal sealed class ResumeText
{
    // Far longer than any line that a person wrote: what looks at all of a line is asked of each of its words.
    private const int LongestStretch = 2_000;

    private readonly bool _onlyProper;
    private readonly char[] _folded;
    private readonly List<Token> _tokens;
    private readonly List<Stretch> _stretches;

    /// <param name="onlyProper">Whether words in lower case are left out of the look into the word lists: a second look asks nothing of them.</param>
    public ResumeText(string text, KnownIdentity? known, bool onlyProper = false)
    {
        _onlyProper = onlyProper;
        Text = text;
        Known = known;
        _folded = GC.AllocateUninitializedArray<char>(text.Length);
        Fold();
        _tokens = new List<Token>(text.Length / 6 + 1);
        _stretches = new List<Stretch>(text.Length / 40 + 1);
        TakeApart();
        ShunsCapitals = _tokens.Count > 30 && Proper() * 50 < _tokens.Count;
    }

    /// <summary>Whether the writer uses hardly any capital letter.</summary>
    public bool ShunsCapitals { get; }

    public string Text { get; }

    /// <summary>The text with the digits of other scripts as those of this one; the same length.</summary>
    public string WithPlainDigits => field ??= PlainDigits.Of(Text);

    public KnownIdentity? Known { get; }

    /// <summary>As a list and no interface: every finder asks for a word thousands of times.</summary>
    public List<Token> Tokens => _tokens;

    public List<Stretch> Stretches => _stretches;

    /// <summary>Read when first asked: a second look rarely does.</summary>
    public Sections Sections => field ??= Sections.Of(this);

    /// <summary>The text in lower case without marks on letters; the same length.</summary>
    public ReadOnlySpan<char> Folded => _folded;

    public ReadOnlySpan<char> Word(Token token) => _folded.AsSpan(token.Start, token.Length);

    public ReadOnlySpan<char> Original(Token token) => Text.AsSpan(token.Start, token.Length);

    /// <summary>What stands between a token and the next one.</summary>
    public ReadOnlySpan<char> Gap(int token) =>
        token + 1 < _tokens.Count ? Text.AsSpan(_tokens[token].End, _tokens[token + 1].Start - _tokens[token].End) : [];

    public ReadOnlySpan<char> Of(Stretch stretch) => Text.AsSpan(stretch.Start, stretch.End - stretch.Start);

    /// <summary>Whether any word of a stretch is of a kind.</summary>
    public bool Has(Stretch stretch, WordKinds kind)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
            if (_tokens[i].Is(kind)) return true;
        return false;
    }

    /// <summary>The word of a token that may not exist.</summary>
    public ReadOnlySpan<char> WordAt(int token) => token >= 0 && token < _tokens.Count ? Word(_tokens[token]) : [];

    /// <summary>The first token that starts at a position or after it.</summary>
    public int TokenFrom(int position)
    {
        int low = 0, high = _tokens.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].Start < position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int Proper()
    {
        var count = 0;
        foreach (var token in CollectionsMarshal.AsSpan(_tokens))
            if (token.IsProper) count++;
        return count;
    }

    private void Fold()
    {
        for (var i = 0; i < Text.Length;)
        {
            // Plain letters go many at a time.
            _ = Ascii.ToLower(Text.AsSpan(i), _folded.AsSpan(i), out var done);
            for (i += done; i < Text.Length && Text[i] > 127; i++)
                _folded[i] = Letters.Fold(Text[i]) is var c && c == '\u2019' ? '\'' : c;
        }
    }

    private void TakeApart()
    {
        var start = 0;
        var startsLine = true;
        var first = 0;
        for (var i = 0; i <= Text.Length;)
        {
            var length = i == Text.Length || Text[i] == ' ' && _tokens.Count - first >= LongestStretch ? 1 : BreakAt(i);
            if (length > 0)
            {
                if (_tokens.Count > first)
                {
                    _stretches.Add(new Stretch(start, i, first, _tokens.Count, startsLine));
                    startsLine = false;
                }
                if (i < Text.Length && Text.AsSpan(i, length).Contains('\n')) startsLine = true;
                i += length;
                (start, first) = (i, _tokens.Count);
                continue;
            }
            i = char.IsLetterOrDigit(Text[i]) ? TakeWord(i) : i + 1;
        }
    }

    private int BreakAt(int i)
    {
        switch (Text[i])
        {
            case '\n' or '\t' or '|' or '\u2022' or '\u00B7' or '\u25CF' or '\u25AA' or '\uF0B7' or '\uF0A7':
                return 1;
            case ' ' when i + 1 < Text.Length && Text[i + 1] == ' ':
                var end = i + 2;
                while (end < Text.Length && Text[end] == ' ') end++;
                return end - i;
            default:
                return 0;
        }
    }

    // Most words are small letters, perhaps after a capital, and end at a space or a mark.
    private int PlainEnd(int start)
    {
        var rest = Text.AsSpan(start + 1);
        var length = rest.IndexOfAnyExceptInRange('a', 'z');
        if (length < 0) length = rest.Length;
        if (length == 0 || !char.IsAsciiLetter(Text[start]))
            return 0;
        var end = start + 1 + length;
        return end == Text.Length || Text[end] < 128 && !char.IsAsciiLetterOrDigit(Text[end]) && Text[end] != '\'' ? end : 0;
    }

    private int TakeWord(int start)
    {
        if (PlainEnd(start) is var plain and > 0)
        {
            var isLower = char.IsAsciiLetterLower(Text[start]);
            _tokens.Add(new Token(start, plain, isLower ? Shape.Lower : Shape.Capital, _onlyProper && isLower ? WordKinds.None : Lexicon.KindsOfPlain(_folded.AsSpan(start, plain - start)), _stretches.Count));
            return plain;
        }
        var i = start;
        bool lower = false, upper = false, digit = false, other = false;
        for (; i < Text.Length; i++)
        {
            var c = Text[i];
            if (digit && i - start >= 7 && !lower && !upper && char.IsAsciiLetter(c)) break;
            if (char.IsAsciiLetterLower(c)) lower = true;
            else if (char.IsAsciiLetterUpper(c)) upper = true;
            else if (char.IsDigit(c))
            {
                if (!digit && i > start && IsLongNumber(i)) break;
                digit = true;
            }
            else if (char.IsLetter(c))
            {
                if (char.IsUpper(c)) upper = true;
                else if (char.IsLower(c)) lower = true;
                else other = true;
            }
            else if (!IsInner(c, start, i)) break;
        }
        // The "'s" of "Ada's" is no part of the name.
        var end = i;
        if (i - start > 2 && _folded[i - 1] == 's' && _folded[i - 2] == '\'')
            i -= 2;
        var kinds = digit || _onlyProper && !upper && !other ? WordKinds.None : Lexicon.KindsOf(_folded.AsSpan(start, i - start));
        var shape = digit ? (lower || upper || other ? Shape.Mixed : Shape.Number)
            : i - start == 1 ? (lower ? Shape.Lower : Shape.Initial)
            : other ? Shape.Capital
            : !upper ? Shape.Lower
            : !lower ? Shape.Upper
            : char.IsUpper(Text[start]) || Text[start + 1] is '\'' or '\u2019' ? Shape.Capital : Shape.Mixed;
        _tokens.Add(new Token(start, i, shape, kinds, _stretches.Count));
        return end;
    }

    // "Mobile9870521708" is a label and a number.
    private bool IsLongNumber(int start)
    {
        const int Long = 7;
        for (var i = start; i < start + Long; i++)
            if (i >= Text.Length || !char.IsAsciiDigit(Text[i])) return false;
        return true;
    }

    private bool IsInner(char c, int start, int i) =>
        c is >= '\u0300' and <= '\u036F'
        // Vowel signs of Indic scripts, and what joins letters there.
        || c >= '\u0900' && (c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
        || c is '\'' or '\u2019' && i > start && i + 1 < Text.Length && char.IsLetter(Text[i + 1]) && char.IsLetter(Text[i - 1]);
}
