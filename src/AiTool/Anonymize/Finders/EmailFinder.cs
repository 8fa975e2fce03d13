using System.Buffers;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>E-mail addresses, also those pulled apart by a space or spelt out ("at", "dot").</summary>
internal sealed class EmailFinder : IFind
{
    private const int LongestLocal = 64;
    private const int MostSpeltDots = 4;
    private const int LongestDomain = 255;

    /// <summary>The sign for "at", also of full width and small.</summary>
    internal static readonly SearchValues<char> AtSigns = SearchValues.Create("@\uFF20\uFE6B");

    private static readonly SearchValues<char> OfMailboxes = SearchValues.Create("0123456789._");

    private static readonly SearchValues<char> Local = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-=?^_`{}~\u2019");
    private static readonly SearchValues<char> Domain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    // "work at mail.com" is a place of work but for these, where nobody works and everybody has a mailbox.
    private static readonly string[] Mailboxes = ["gmail.", "googlemail.", "hotmail.", "yahoo.", "ymail.", "outlook.", "icloud.", "protonmail.", "proton.me", "gmx.", "aol.com", "live.com", "rediffmail."];

    public void Find(ResumeText resume, Finds finds)
    {
        var text = resume.Text;
        for (var at = text.AsSpan().IndexOfAny(AtSigns); at >= 0;)
        {
            Around(resume, finds, at, at + 1);
            var next = text.AsSpan(at + 1).IndexOfAny(AtSigns);
            at = next < 0 ? -1 : at + 1 + next;
        }
        foreach (var sign in (string[])["(at)", "[at]", " at ", "{at}", "<at>", "(@)", "[@]", "{@}", "<@>", "(a)", "%40"])
            for (var at = resume.Folded.IndexOf(sign); at >= 0;)
            {
                if (IsSpelt(resume.Folded, at + sign.Length) || sign == " at " && (IsMailbox(resume.Folded, at + sign.Length) || IsLoud(resume, at, at + sign.Length)))
                    Around(resume, finds, at, at + sign.Length);
                var next = resume.Folded[(at + 1)..].IndexOf(sign);
                at = next < 0 ? -1 : at + 1 + next;
            }
    }

    // "name (at) site dot com": a word and a spelt dot must follow; the word "at" alone is no sign.
    private static bool IsSpelt(ReadOnlySpan<char> folded, int after)
    {
        var rest = folded[after..Math.Min(folded.Length, after + 60)].TrimStart(' ');
        var length = 0;
        while (length < rest.Length && Domain.Contains(rest[length])) length++;
        var isBracketed = folded[after - 1] is ')' or ']' or '}' or '>' or '0';
        return length > 0 && (DotLength(rest[length..]) > 0 && rest[..length] is not ("the" or "a" or "an") || isBracketed && rest[..length].Contains('.'));
    }

    private static bool IsMailbox(ReadOnlySpan<char> folded, int after)
    {
        foreach (var mailbox in Mailboxes)
            if (folded[after..].StartsWith(mailbox)) return true;
        return false;
    }

    // "jane AT mail.com": a word that shouts between two that do not.
    private static bool IsLoud(ResumeText resume, int sign, int after)
    {
        var text = resume.Text;
        if (text[sign + 1] != 'A' || text[sign + 2] != 'T' || sign == 0 || !(char.IsAsciiLetterLower(text[sign - 1]) || char.IsAsciiDigit(text[sign - 1])) || after >= text.Length || !char.IsAsciiLetterLower(text[after]))
            return false;
        var end = after;
        while (end < text.Length && Domain.Contains(text[end])) end++;
        return text.AsSpan(after, end - after).TrimEnd('.').Contains('.');
    }

    private static int DotLength(ReadOnlySpan<char> folded)
    {
        foreach (var dot in (ReadOnlySpan<string>)[" dot ", "(dot)", "[dot]", " (dot) ", " [dot] ", "<dot>", " <dot> ", "(.)", "[.]", " (.) ", " [.] "])
            if (folded.StartsWith(dot)) return dot.Length;
        return 0;
    }

    private static void Around(ResumeText resume, Finds finds, int sign, int afterSign)
    {
        var text = resume.Text;
        var right = afterSign;
        if (right < text.Length && (text[right] == ' ' || IsBroken(text, right))) right++;
        var end = right;
        while (end < text.Length && end - right < LongestDomain && Domain.Contains(text[end])) end++;
        end = TakeDots(resume.Folded, end);
        if (!text.AsSpan(right, end - right).Contains('.'))
            while (end < text.Length && end - right < LongestDomain && text[end] == '_' | Domain.Contains(text[end])) end++;
        while (end > right && text[end - 1] is '.' or '-') end--;
        // Without a dot it is a handle or a firm's internal address; both are identity.
        if (end == right)
            return;
        var left = sign;
        if (left > 0 && (text[left - 1] == ' ' || sign + 1 == afterSign && text[left - 1] == '\n' && IsBroken(text, left - 1))) left--;
        var start = left;
        while (start > 0 && left - start < LongestLocal && (Local.Contains(text[start - 1]) || char.IsLetter(text[start - 1]) && text[start - 1] > 127)) start--;
        if (afterSign - sign > 1) start = SpeltStart(resume.Folded, start);
        while (start < left && text[start] is '.' or '-' or '\'' or '*' or '\u2019') start++;
        // "@name@site": the second sign decides.
        if (end < text.Length && AtSigns.Contains(text[end]) && left == sign && (sign == 0 || !char.IsLetterOrDigit(text[sign - 1])))
            return;
        // Broken at the end of a narrow column.
        if (end + 2 < text.Length && text[end] == '\n' && text[end + 1] == '.' && char.IsAsciiLetterLower(text[end + 2]))
        {
            end += 2;
            while (end < text.Length && Domain.Contains(text[end])) end++;
        }
        if (start > 0 && AtSigns.Contains(text[start - 1])) start--;
        var hasDot = text.AsSpan(right, end - right).Contains('.') || afterSign - sign > 1;
        if (!hasDot && right > afterSign)
            return;
        // "Follow @handle": the word before the space is no part of it.
        if (!hasDot && left < sign)
            start = left = sign;
        var hasLocal = start < left;
        if (hasLocal && hasDot)
            finds.Add(HiddenKinds.Email, SkipGluedLabel(resume.Folded, start, left), end, "[e-mail]", "email", 99);
        else if (hasLocal || right == afterSign)
            finds.Add(HiddenKinds.Url, hasLocal ? start : sign, end, "[link]", "handle", 85);
    }

    // A narrow column may end beside the sign; what stands before is then no common word with a capital, and no address that is whole:
    // below that stands a handle.
    private static bool IsBroken(string text, int at)
    {
        if (text[at] != '\n' || at == 0 || at + 1 >= text.Length)
            return false;
        var start = at;
        while (start > 0 && Local.Contains(text[start - 1])) start--;
        return AtSigns.Contains(text[at - 1]) ? char.IsAsciiLetterLower(text[at + 1])
            : start < at && !(start > 0 && AtSigns.Contains(text[start - 1])) && (char.IsAsciiLetterLower(text[start]) || text.AsSpan(start, at - start).ContainsAny(OfMailboxes));
    }

    // "john dot smith at ..."
    private static int SpeltStart(ReadOnlySpan<char> folded, int start)
    {
        for (var dots = 0; dots < MostSpeltDots && BeforeDot(folded, start) is var before && before < start; dots++)
            start = before;
        return start;
    }

    private static int BeforeDot(ReadOnlySpan<char> folded, int start)
    {
        foreach (var dot in (ReadOnlySpan<string>)[" dot ", "(dot)", "[dot]", " (dot) ", " [dot] ", " underscore "])
        {
            if (!folded[..start].EndsWith(dot))
                continue;
            var first = start - dot.Length;
            while (first > 0 && start - first < LongestLocal && Local.Contains(folded[first - 1])) first--;
            return first < start - dot.Length ? first : start;
        }
        return start;
    }

    private static int TakeDots(ReadOnlySpan<char> folded, int end)
    {
        for (var i = 0; i < 3 && DotLength(folded[end..]) is var length and > 0; i++)
        {
            end += length;
            while (end < folded.Length && Domain.Contains(folded[end])) end++;
        }
        return end;
    }

    // "Email-jane@..." and "Email:jane@..." run into the label.
    private static int SkipGluedLabel(ReadOnlySpan<char> folded, int start, int end)
    {
        foreach (var label in (string[])["e-mail-", "email-", "e-mail", "mail-", "id-"])
            if (folded[start..end].StartsWith(label) && start + label.Length < end && !char.IsLetterOrDigit(label[^1])) return start + label.Length;
        return start;
    }
}
