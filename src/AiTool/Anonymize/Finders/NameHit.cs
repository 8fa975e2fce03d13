using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Records a name that was found as a run of words.</summary>
internal static class NameHit
{
    private const int Sure = 500;

    public static void Add(ResumeText resume, Finds finds, int first, int last, string rule, int confidence, bool isCandidate)
    {
        var end = resume.Tokens[last].End;
        // "Jane D."
        if (resume.Tokens[last].Shape == Shape.Initial && end < resume.Text.Length && resume.Text[end] == '.') end++;
        finds.Add(HiddenKinds.Name, resume.Tokens[first].Start, end, "[person]", rule, confidence);
        finds.HasCandidate |= isCandidate;
        // The tagger's word on one word alone is not carried elsewhere.
        if (rule is "tagger" && first == last && !isCandidate)
            return;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            // A writer who shuns capitals writes the own name in small letters everywhere.
            var isWritten = token.IsProper || isCandidate && resume.ShunsCapitals && !token.Is(WordKinds.Common | WordKinds.Skill);
            if (token.Length < 2 || !isWritten || NameSpellings.IsParticle(resume.Word(token)))
                continue;
            var word = resume.Word(token).ToString();
            // A short word in capitals that no list knows is an abbreviation: hidden here, but it names nobody elsewhere.
            if (token.Shape == Shape.Upper && (token.Length <= 4 || rule is "tagger" && !isCandidate) && !token.Is(WordKinds.Name) && !(isCandidate && token.Length > 2 && token.Is(WordKinds.Dictionary)))
                continue;
            // Nor is its doubtful word on what no list knows: "Telenor Nextra" may be a firm.
            if (rule is "tagger" && !isCandidate && !token.Is(WordKinds.Name) && finds.Tags.PersonLead(i) < Sure)
                continue;
            // Of another person, a word that means something else stays where it stands alone.
            if (!isCandidate && token.Is(WordKinds.Common | WordKinds.Skill) && !token.Is(WordKinds.Name))
                continue;
            // A word that no list knows as anything is a name everywhere once it was one.
            var isGiven = token.Is(WordKinds.Given) && token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Common | WordKinds.Skill);
            // "Hunter Hansen": "Hunter plans" too, though not every hunter.
            if (!isCandidate && i == first && last > first && token.Is(WordKinds.Given) && token.Is(WordKinds.Frequent) && token.Is(WordKinds.Common))
                finds.NameWords.TryAdd(word, false);
            if (isCandidate || isGiven || !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town)) finds.NameWords[word] = finds.NameWords.GetValueOrDefault(word) || isCandidate;
        }
    }
}
