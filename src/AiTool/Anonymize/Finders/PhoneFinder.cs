using ClearView.AiTool.Anonymize.Words;
using PhoneNumbers;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Phone numbers: digits in groups, weighed by what stands before them and how they are grouped.</summary>
internal sealed class PhoneFinder : IFind
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    private static readonly System.Buffers.SearchValues<char> Starts = System.Buffers.SearchValues.Create("0123456789+(");

    private static readonly string[] Regions = ["US", "GB", "IN", "DE", "FR"];

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Labels = WordSet.Of(
        "phone telephone tel mobile mob cell ph contact call whatsapp fax m t p c h handy telefon telefono telefone tlf gsm no number reach home work office res landline telemovel celular cel movil mobiel mobil telefoon puhelin komorka telp hp cep viber simi tfno tlfno kom тел телефон моб 电话 電話 手机 携帯 전화 هاتف جوال موبايل الهاتف الجوال تلفن تماس همراه טלפון נייד โทร मोबाइल फोन");

    public void Find(ResumeText resume, Finds finds)
    {
        var text = resume.WithPlainDigits;
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).IndexOfAny(Starts) is var next && next < 0)
                return;
            i += next;
            if (!char.IsAsciiDigit(text[i]) && text[i] != '+' && !(text[i] == '(' && i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] == '+')))
                continue;
            if (i > 0 && (char.IsAsciiDigit(text[i - 1]) || text[i - 1] is '$' or '/' or '#' && text[i] != '+' || text[i - 1] is '.' or ',' && !IsBehindWord(text, i - 1)))
            {
                i = SkipDigits(text, i);
                continue;
            }
            var (end, digits, groups) = Extent(text, i, finds);
            if (digits is < FewestDigits or > MostDigits)
            {
                i = Math.Max(i, digits > MostDigits ? SkipDigits(text, end) - 1 : i == end ? i : SkipGroup(text, i) - 1);
                continue;
            }
            // "49707 / 989-555-0180": what was found already ends where the number may begin.
            if (FoundEnd(finds, i, end) is > 0 and var found)
            {
                i = found - 1;
                continue;
            }
            if (Judge(resume, finds, text, i, end, digits, groups) is var confidence and > 0)
                finds.Add(HiddenKinds.Phone, i, end, "[phone]", "phone", confidence);
            // "IA 52001 * 563-555-0159": without the postcode it may be one.
            else if (groups.Count > 2 && groups[0] is >= 4 and <= 6 && digits - groups[0] >= 9)
                end = SkipGroup(text, i) + 1;
            // "MI 49707 / 989-555-0180": without what stood before the slash it may be one.
            else if (text.AsSpan(i, end - i).IndexOf(" / ") is > 0 and var slash)
                end = i + slash + 1;
            i = end - 1;
        }
    }

    // "partner,01673555010,jane@..." and "tel.0161 ...": the mark ends a word and no number.
    private static bool IsBehindWord(string text, int mark) => mark > 0 && (char.IsLetter(text[mark - 1]) || text[mark - 1] is ']' or ')');

    private static int FoundEnd(Finds finds, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (finds.At(i) is { } found) return found.End;
        return 0;
    }

    private static int SkipDigits(string text, int i)
    {
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i;
    }

    private static int SkipGroup(string text, int i)
    {
        if (!char.IsAsciiDigit(text[i])) i++;
        return Math.Max(i, SkipDigits(text, i));
    }

    private static (int End, int Digits, List<int> Groups) Extent(string text, int start, Finds finds)
    {
        var groups = new List<int>(6);
        int end = start, digits = 0, group = 0, separators = 0;
        for (var i = start; i < text.Length && (i == start || !finds.IsFound(i)); i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                group++;
                separators = 0;
                end = i + 1;
                if (digits > MostDigits) break;
                continue;
            }
            if (group > 0) groups.Add(group);
            group = 0;
            if (text[i] == '+' && i != start && !(i == start + 1 && text[start] == '(')) break;
            if (text[i] is not (' ' or '-' or '.' or '*' or '(' or ')' or '/' or '+' or '\u2013' or '\u2010' or '\u2011') || ++separators > 3) break;
            // Two numbers side by side.
            if (text[i] == '/' && digits >= 8 || text[i] == ' ' && text[i - 1] == ' ' || text[i] == '(' && digits >= 5) break;
        }
        if (group > 0) groups.Add(group);
        return (end, digits, groups);
    }

    private static int Judge(ResumeText resume, Finds finds, string text, int start, int end, int digits, List<int> groups)
    {
        // Part of a longer word or number ("v1.2.3.4000", "2,500,000", "7000000 users").
        if (end < text.Length && (char.IsLetter(text[end]) && digits < 10 || text[end] is '%' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
            return 0;
        if (start > 0 && char.IsLetter(text[start - 1]) && digits < 10)
            return 0;
        var first = text[start];
        var isLabelled = IsLabelled(resume, start);
        if (first == '+' || first == '(' && text[start + 1] == '+')
            return digits >= 8 ? 98 : 0;
        // "0044 20 7946 0018": how a country is dialled.
        var isOtherScript = text[start] != resume.Text[start];
        if (digits >= 11 && first == '0' && text[start + 1] == '0' && text[start + 2] is >= '1' and <= '9' && !LooksLikeYears(text, start + groups[0], end, isOtherScript))
            return 95;
        if (LooksLikeYears(text, start, end, isOtherScript))
            return 0;
        if (isLabelled)
            return 97;
        var isGrouped = groups.Count is >= 2 and <= 5 && groups.TrueForAll(g => g is >= 2 and <= 6) || groups is [1, 3, ..] && groups.Count <= 5;
        if (first == '(' && isGrouped && digits >= 9)
            return 95;
        var section = resume.Sections[LineAt(resume, start)];
        var isPersonal = section is Section.Top or Section.References or Section.Personal;
        if (groups is [3, 3, 4] || isPersonal && digits is >= 9 and <= 13 && (isGrouped || groups.Count == 1 || first == '0'))
            return 92;
        // "6555 0180", "22 34 56 78": eight digits are a whole number in some countries.
        if (groups is [4, 4] or [2, 2, 2, 2] && (isPersonal || IsBesideEmail(resume, finds, start)))
            return 80;
        if (digits is 10 or 11 && (isGrouped || groups.Count == 1) && IsValid(text.AsSpan(start, end - start).ToString()))
            return 80;
        return 0;
    }

    // "Finance Director, Meridian, 8000 0171, jane@..."
    private static bool IsBesideEmail(ResumeText resume, Finds finds, int start)
    {
        if (LineAt(resume, start) is var line && line >= resume.Stretches.Count)
            return false;
        for (var i = resume.Stretches[line].First; i < resume.Stretches[line].Last; i++)
            if (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Email }) return true;
        return false;
    }

    private static int LineAt(ResumeText resume, int position) =>
        resume.TokenFrom(position) is var token && token < resume.Tokens.Count ? resume.Tokens[token].Line : resume.Stretches.Count;

    private static bool IsLabelled(ResumeText resume, int start)
    {
        var before = resume.TokenFrom(start) - 1;
        while (before >= 0 && resume.Tokens[before].End > start) before--;
        if (before < 0 || start - resume.Tokens[before].End > 6)
            return false;
        var gap = resume.Text.AsSpan(resume.Tokens[before].End, start - resume.Tokens[before].End);
        if (!Gaps.AfterLabel(gap) || !Labels.Contains(resume.Word(resume.Tokens[before])))
            return false;
        return resume.Tokens[before].Length > 2 || gap.Contains(':') || gap.Contains('.');
    }

    /// <param name="isOtherScript">Whether the digits were of another script: with them years of other calendars are written (1400, 1445, 2568).</param>
    private static bool LooksLikeYears(string text, int start, int end, bool isOtherScript)
    {
        // "06 61 33 91 80" has no year in it.
        var any = false;
        foreach (var range in text.AsSpan(start, end - start).SplitAny(" -./()\u2013"))
        {
            var part = text.AsSpan(start, end - start)[range];
            if (part.Length is 0 or 1 or 2) continue;
            if (part.Length != 4 || !(part.StartsWith("19") || part.StartsWith("20") || isOtherScript && part[..2] is "13" or "14" or "25")) return false;
            any = true;
        }
        return any;
    }

    private static bool IsValid(string number)
    {
        var phones = PhoneNumberUtil.GetInstance();
        foreach (var region in Regions)
        {
            try
            {
                if (phones.IsValidNumber(phones.Parse(number, region))) return true;
            }
            catch (NumberParseException)
            {
                return false;
            }
        }
        return false;
    }
}
