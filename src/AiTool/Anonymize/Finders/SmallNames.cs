using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Names in small letters, of writers who shun capitals: "carol toy", "oscar bins, m.d.".</summary>
internal static class SmallNames
{
    private const int MostWords = 4;

    /// <summary>The last word of the name that begins at a token and reaches to the next mark, number or end of line; -1 when none does. Its words may mean other things too, but for a given name at its beginning.</summary>
    public static int End(ResumeText resume, Finds finds, int first)
    {
        const WordKinds Others = WordKinds.Skill | WordKinds.Demonym;
        var line = resume.Stretches[resume.Tokens[first].Line];
        var isOdd = false;
        for (var i = first; i < line.Last && i < first + MostWords; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape != Shape.Lower || token.Is(Others) || finds.IsFound(token) || HeadingWords.Contains(resume.Word(token)))
                return -1;
            isOdd |= !token.Is(WordKinds.Common);
            var ends = i + 1 == line.Last || resume.Gap(i) is not (" " or "-") || resume.Tokens[i + 1].Shape is Shape.Number or Shape.Mixed;
            if (ends)
                return i > first && isOdd && IsGiven(resume.Tokens[first]) && (token.Is(WordKinds.Surname) || !token.Is(WordKinds.Dictionary)) ? i : -1;
        }
        return -1;
    }

    private static bool IsGiven(Token token) => token.Is(WordKinds.Given) && (token.Is(WordKinds.Frequent) || !token.Is(WordKinds.Common));
}
