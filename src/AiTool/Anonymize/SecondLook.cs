using ClearView.AiTool.Anonymize.Finders;
using ClearView.AiTool.Anonymize.Words;
using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>Reads the anonymous text once more, as a stranger would, and says where it may still tell who the person is.</summary>
internal static class SecondLook
{
    private const int MostDoubts = 20;

    public static IReadOnlyList<Doubt> Doubts(ResumeText original, Finds finds, string anonymous)
    {
        var doubts = new List<Doubt>();
        var resume = new ResumeText(anonymous, null, onlyProper: true);
        if (finds.Hides(HiddenKinds.Email))
            AtSigns(anonymous, doubts);
        if (finds.Hides(HiddenKinds.Name))
        {
            NoName(original, finds, resume, doubts);
            Pairs(resume, doubts);
        }
        return doubts;
    }

    private static void AtSigns(string anonymous, List<Doubt> doubts)
    {
        for (var at = 0; at < anonymous.Length && doubts.Count < MostDoubts; at++)
        {
            var next = anonymous.AsSpan(at).IndexOfAny(EmailFinder.AtSigns);
            if (next < 0)
                return;
            at += next;
            // "12 units @ 5 each", "12@5" is no address.
            if (!IsOfNumbers(anonymous, at - 1) || !IsOfNumbers(anonymous, at + 1))
                doubts.Add(new Doubt(HiddenKinds.Email, at, at + 1, "An @ sign is left beside a word: it may be part of an e-mail address or a handle."));
        }
    }

    private static bool IsOfNumbers(string text, int at) => at >= 0 && at < text.Length && (text[at] is ' ' or '\t' || char.IsAsciiDigit(text[at]));

    // A résumé begins with a name. Where none was found and something at the top could be one, a human looks.
    private static void NoName(ResumeText original, Finds finds, ResumeText resume, List<Doubt> doubts)
    {
        const int Lines = 4;
        if (finds.HasCandidate || original.Tokens.Count < 20)
            return;
        for (var s = 0; s < Math.Min(Lines, resume.Stretches.Count); s++)
        {
            var stretch = resume.Stretches[s];
            if (stretch.Last - stretch.First is < 2 or > 4 || resume.Sections.IsHeading(s))
                continue;
            var odd = 0;
            var proper = true;
            var known = false;
            for (var i = stretch.First; i < stretch.Last; i++)
            {
                var token = resume.Tokens[i];
                proper &= token.IsProper || token.Shape == Shape.Initial;
                if (token.Is(WordKinds.Skill) || IsMask(resume, token)) known = true;
                else if (token.IsProper && (!token.Is(WordKinds.Dictionary | WordKinds.Town) || token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Common | WordKinds.Town))) odd++;
            }
            // A title or an employer stands among its words.
            if (!proper || known || odd == 0)
                continue;
            doubts.Add(new Doubt(HiddenKinds.Name, stretch.Start, stretch.End, "No name was found, and the words at the top could be one."));
            return;
        }
    }

    private static void Pairs(ResumeText resume, List<Doubt> doubts)
    {
        for (var i = 0; i + 1 < resume.Tokens.Count && doubts.Count < MostDoubts; i++)
        {
            var (first, second) = (resume.Tokens[i], resume.Tokens[i + 1]);
            if (!IsPlainName(first) || !IsPlainName(second) || resume.Gap(i) is not " " || first.Line != second.Line || IsMask(resume, first) || IsTown(resume, i) || OrganisationWords.Follow(resume, i + 1) || OrganisationWords.IsKnown(resume, i))
                continue;
            doubts.Add(new Doubt(HiddenKinds.Name, first.Start, second.End, "Two words in a row that are mostly used as names."));
            i++;
        }
    }

    private static bool IsPlainName(Token token) =>
        token.Shape == Shape.Capital && token.Is(WordKinds.Name) && token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym);

    private static bool IsTown(ResumeText resume, int first)
    {
        Span<char> buffer = stackalloc char[64];
        for (var count = 2; count <= 3; count++)
            if (TokenRuns.Join(resume, first, count, buffer) is { IsEmpty: false } words && (Lexicon.KindsOf(words) & WordKinds.Town) != 0) return true;
        return false;
    }

    private static bool IsMask(ResumeText resume, Token token) => token.Start > 0 && resume.Text[token.Start - 1] == '[';
}
