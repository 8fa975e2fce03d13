using ClearView.AiTool.Anonymize.Words;
using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>What the account says of the person, in every spelling: order, case, marks on letters, initials, glued, letter-spaced, inside links and handles.</summary>
internal sealed class KnownIdentityFinder : IFind
{
    public void Find(ResumeText resume, Finds finds)
    {
        if (resume.Known is not { } known)
            return;
        foreach (var email in known.Emails)
            FindEmail(resume, finds, email.Trim());
        foreach (var phone in known.Phones)
            FindPhone(resume, finds, phone);

        var spellings = NameSpellings.Of(known.FirstName, known.LastName, isMirrored: true);
        if (spellings.IsEmpty)
            return;
        NameWordSearch.Find(resume, finds, spellings, "known-name", 100);
        foreach (var word in spellings.Words)
            finds.NameWords[word] = true;
        FindNicknames(resume, finds, known, spellings);
    }

    // "Bob Miller" and "(Bob)" of Robert Miller's account: beside the surname, in brackets, or as a word that is nothing but a name.
    private static void FindNicknames(ResumeText resume, Finds finds, KnownIdentity known, NameSpellings spellings)
    {
        var nicknames = NameSpellings.Of(known.FirstName, null).Words.SelectMany(Nicknames.Of).Where(n => !spellings.Words.Contains(n)).ToHashSet(StringComparer.Ordinal);
        if (nicknames.Count == 0)
            return;
        var lookup = nicknames.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.IsProper || finds.IsFound(token) || !lookup.Contains(resume.Word(token)))
                continue;
            var isBeside = i + 1 < resume.Tokens.Count && finds.At(resume.Tokens[i + 1].Start) is { Kind: HiddenKinds.Name } || i > 0 && finds.At(resume.Tokens[i - 1].Start) is { Kind: HiddenKinds.Name };
            if (isBeside || !token.Is(WordKinds.Dictionary | WordKinds.Skill))
                finds.Add(HiddenKinds.Name, token.Start, token.End, "[person]", "nickname", 85);
        }
    }

    private static void FindEmail(ResumeText resume, Finds finds, string email)
    {
        if (email.Length < 5)
            return;
        foreach (var at in Occurrences(resume.Text, email))
            finds.Add(HiddenKinds.Email, at, at + email.Length, "[e-mail]", "known-email", 100);
        // The same handle is often the name on other sites.
        var handle = email[..Math.Max(0, email.IndexOf('@'))];
        if (handle.Length < 6)
            return;
        foreach (var at in Occurrences(resume.Text, handle))
            if (!IsInsideWord(resume.Text, at, handle.Length)) finds.Add(HiddenKinds.Name, at, at + handle.Length, "[person]", "known-handle", 95);
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.OrdinalIgnoreCase))
            yield return at;
    }

    private static bool IsInsideWord(string text, int at, int length) =>
        at > 0 && char.IsLetterOrDigit(text[at - 1]) || at + length < text.Length && char.IsLetterOrDigit(text[at + length]);

    // The digits of a number in any grouping, with or without its country code.
    private static void FindPhone(ResumeText resume, Finds finds, string phone)
    {
        const int Enough = 8;
        var wanted = string.Concat(phone.Where(char.IsAsciiDigit));
        if (wanted.Length < 6)
            return;
        wanted = wanted[^Math.Min(wanted.Length, Enough)..];
        var text = resume.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != wanted[0] || !char.IsAsciiDigit(text[i]))
                continue;
            int at = i, matched = 0;
            for (; at < text.Length && at - i < wanted.Length * 3 && matched < wanted.Length; at++)
            {
                if (char.IsAsciiDigit(text[at]))
                {
                    if (text[at] != wanted[matched]) break;
                    matched++;
                }
                else if (text[at] is not (' ' or '-' or '.' or '(' or ')' or '/' or '\u2013' or '\u00A0')) break;
            }
            if (matched < wanted.Length)
                continue;
            var start = i;
            while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '+' or '(' or ')' or '-' or '.' || text[start - 1] == ' ' && start > 1 && (char.IsAsciiDigit(text[start - 2]) || text[start - 2] == ')')) && i - start < 12)
                start--;
            while (start < i && text[start] is ' ' or ')' or '-' or '.') start++;
            finds.Add(HiddenKinds.Phone, start, at, "[phone]", "known-phone", 100);
            i = at;
        }
    }
}
