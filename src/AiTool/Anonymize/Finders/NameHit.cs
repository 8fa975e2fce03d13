using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Records a name that was found as a run of words.</summary>
internal static class NameHit
{
    public static void Add(ResumeText resume, Finds finds, int first, int last, string rule, int confidence, bool isCandidate)
    {
        var end = resume.Tokens[last].End;
        // "Jane D."
        if (resume.Tokens[last].Shape == Shape.Initial && end < resume.Text.Length && resume.Text[end] == '.') end++;
        finds.Add(HiddenKinds.Name, resume.Tokens[first].Start, end, "[person]", rule, confidence);
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Length < 2 || !token.IsProper || NameSpellings.IsParticle(resume.Word(token)))
                continue;
            var word = resume.Word(token).ToString();
            // A short word in capitals that no list knows is an abbreviation: hidden here, but it names nobody elsewhere.
            if (token.Shape == Shape.Upper && token.Length <= 4 && !token.Is(WordKinds.Name))
                continue;
            // Of another person, a word that means something else stays where it stands alone.
            if (token.Is(WordKinds.Common | WordKinds.Skill) && !token.Is(WordKinds.Name))
                continue;
            // A word that no list knows as anything is a name everywhere once it was one.
            if (isCandidate || !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town)) finds.NameWords[word] = finds.NameWords.GetValueOrDefault(word) || isCandidate;
        }
        finds.HasCandidate |= isCandidate;
    }
}
