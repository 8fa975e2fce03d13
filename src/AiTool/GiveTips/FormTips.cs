using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.TellStory;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>Length, sections and the shape of lines.</summary>
internal static class FormTips
{
    private const int FewWords = 120;
    private const int ManyWords = 1100;
    private const int LongSentence = 45;

    public static IEnumerable<TipFound> Of(ResumeReading resume, CandidateFeatures features)
    {
        var words = resume.Words.Count;
        if (words < FewWords)
            yield return TipFound.Of(85, "too-short", $"About {words} words are too few to show what you can do. Half a page to two pages is usual: describe your last jobs, projects or training.");
        if (words > ManyWords)
            yield return TipFound.Of(58, "too-long", $"About {words} words are more than most readers take in. Two pages (some 800 words) are enough: keep the last ten years in full and shorten what lies before.");
        if (!resume.Lines.Exists(line => line.Section == SectionKind.Skills))
        {
            yield return TipFound.Of(62, "no-skills-section", features.Skills.Count == 0
                ? "There is no section on skills, and no skill was recognised elsewhere. List the tools, methods, machines and certificates that you can be asked about."
                : "There is no section on skills. List the ones that a reader will look for; your text already shows " + Some(features) + ".");
        }
        else if (OnlyListed(resume, features) is { Count: > 0 } listed && features.Skills.Count(skill => skill.Months > 0) * 4 < features.Skills.Count)
        {
            yield return TipFound.Of(50, "skills-not-shown",
                $"Most of your skills are listed, but not shown in a job. Say where you used them, for example \"{OneLine(listed[0].Text)}\": in which job, for what?", listed[0]);
        }
        else if (OnlyListed(resume, features) is { Count: > 0 } unshown)
        {
            yield return TipFound.Of(35, "some-skills-not-shown",
                $"{Listing.Cased(Listing.Of(unshown, 3))} {(unshown.Count == 1 ? "stands" : "stand")} in a list and in no job. A line that says what you did with {(unshown.Count == 1 ? "it" : "one of them")} tells more than its name.", unshown[0]);
        }
        foreach (var longest in resume.Statements.Where(statement => statement.Words > LongSentence).OrderByDescending(statement => statement.Words).Take(1))
            yield return TipFound.Of(45, "long-sentence", $"This sentence has {longest.Words} words. Make two or three bullets of it, one deed each.", longest.In(resume.Text));
    }

    // Languages and certificates need no job to stand in, and what is only said in passing is in no list.
    private static List<Quote> OnlyListed(ResumeReading resume, CandidateFeatures features) =>
        [.. features.Skills.Where(skill => skill.Months == 0 && Taxonomy.Default.IndexOf(skill.Skill) is { } at && !Taxonomy.Default.Skills[at].SpokenLanguage).Select(skill => skill.Evidence[0])
            .Where(quote => resume.Lines.Exists(line => line.Section == SectionKind.Skills && line.Body <= quote.Start && quote.End <= line.End))
            .Where(quote => !quote.Text.Contains('\n', StringComparison.Ordinal) && quote.Text.Length <= 30).OrderBy(quote => quote.Start)];

    private static string OneLine(string text) => ThirdPerson.Flat(text, 0, text.Length);

    private static string Some(CandidateFeatures features)
    {
        var names = features.Skills.OrderByDescending(skill => skill.Months).ThenBy(skill => skill.Skill, StringComparer.Ordinal).Take(3).Select(skill => skill.Name).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
    }
}
