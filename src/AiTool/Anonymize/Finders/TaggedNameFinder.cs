using ClearView.AiTool.Anonymize.Tagging;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Names that no list and no rule knows, by what stands around them: see <see cref="Tagger"/>.</summary>
internal sealed class TaggedNameFinder : IFind
{
    private const int MostWords = 6;

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Name))
            return;
        var tagged = Tagger.Default.Tag(resume, EmailWords.Of(resume, finds));
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            if (tagged[i] != Tag.Person || finds.IsFound(resume.Tokens[i]))
                continue;
            var last = RunEnd(resume, finds, tagged, i);
            if (IsName(resume, tagged, i, last))
                NameHit.Add(resume, finds, i, last, "tagger", Confidence(tagged, i, last), isCandidate: false);
            i = last;
        }
    }

    private static int RunEnd(ResumeText resume, Finds finds, Tagged tagged, int first)
    {
        var last = first;
        for (var i = first + 1; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            if (tagged[i] != Tag.Person || finds.IsFound(resume.Tokens[i]) || resume.Tokens[i].Line != resume.Tokens[first].Line || !TokenRuns.InName(resume, i - 1))
                break;
            last = i;
        }
        return last;
    }

    private static bool IsName(ResumeText resume, Tagged tagged, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (resume.Tokens[i].Shape != Shape.Initial) return true;
        return false;
    }

    private static int Confidence(Tagged tagged, int first, int last)
    {
        var lead = int.MaxValue;
        for (var i = first; i <= last; i++)
            lead = Math.Min(lead, tagged.PersonLead(i));
        return Math.Clamp(50 + lead / 40, 50, 90);
    }
}
