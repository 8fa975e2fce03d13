using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize;

internal enum Section { Top, Education, References, Personal, Other }

/// <summary>Which part of a résumé each stretch belongs to, by the headings above it.</summary>
internal sealed class Sections
{
    // The name and the ways to reach a person stand within this many stretches and characters of the top.
    private const int TopStretches = 14;
    private const int TopCharacters = 700;
    private const int LongestHeading = 5;

    private readonly Section[] _sections;
    private readonly bool[] _headings;
    private readonly List<int> _languages = [];

    // Headings of letters that stand apart and speak of skills.
    private readonly List<int> _spaced = [];

    private Sections(int count)
    {
        _sections = new Section[count];
        _headings = new bool[count];
    }

    public Section this[int stretch] => stretch < _sections.Length ? _sections[stretch] : Section.Other;

    public bool IsHeading(int stretch) => stretch < _headings.Length && _headings[stretch];

    /// <summary>Whether the heading above a stretch, at most a few lines up, is one of languages.</summary>
    public bool IsLanguages(int stretch)
    {
        const int Near = 8;
        for (var i = stretch; i >= 0 && i > stretch - Near; i--)
            if (i < _headings.Length && _headings[i]) return _languages.Contains(i);
        return false;
    }

    /// <summary>Whether the heading above a stretch, or a label before it, says that tools or methods follow.</summary>
    public bool IsSkills(ResumeText resume, int stretch)
    {
        const int Near = 25;
        var line = resume.Stretches[stretch];
        for (var i = line.First; i < Math.Min(line.Last, line.First + LongestHeading); i++)
            if (resume.Gap(i).TrimStart().StartsWith(":")) return HeadingWords.IsOfSkills(resume, line.First, i + 1);
        // "Technical skills              C, Ada"
        if (!line.StartsLine && stretch > 0 && resume.Stretches[stretch - 1] is { StartsLine: true } label && label.Last - label.First <= LongestHeading && HeadingWords.IsOfSkills(resume, label.First, label.Last))
            return true;
        for (var i = stretch; i >= 0 && i > stretch - Near; i--)
            if (i < _headings.Length && _headings[i]) return _spaced.Contains(i) || HeadingWords.IsOfSkills(resume, resume.Stretches[i].First, resume.Stretches[i].Last);
        return false;
    }

    public static Sections Of(ResumeText resume)
    {
        var sections = new Sections(resume.Stretches.Count);
        var current = Section.Top;
        for (var i = 0; i < resume.Stretches.Count; i++)
        {
            if (Spaced(resume, resume.Stretches[i], out var isSkills) is { } spaced)
            {
                current = spaced;
                sections._headings[i] = true;
                if (isSkills) sections._spaced.Add(i);
            }
            else if (HeadingOf(resume, resume.Stretches[i]) is { } heading)
            {
                current = heading;
                sections._headings[i] = true;
                if (HeadingWords.IsOfLanguages(resume, resume.Stretches[i])) sections._languages.Add(i);
            }
            else if (current is not (Section.Top or Section.Other) && IsUnknownHeading(resume, resume.Stretches[i]))
            {
                current = Section.Other;
                sections._headings[i] = true;
            }
            else if (current == Section.Top && (i >= TopStretches || resume.Stretches[i].Start > TopCharacters))
            {
                current = Section.Other;
            }
            sections._sections[i] = current;
        }
        return sections;
    }

    // "E d u c a t i o n"
    private static Section? Spaced(ResumeText resume, Stretch stretch, out bool isSkills)
    {
        const int Fewest = 5;
        const int Most = 30;
        isSkills = false;
        if (stretch.Last - stretch.First is < Fewest or > Most || resume.Tokens[stretch.First].Length > 1 || resume.Tokens[stretch.First + 1].Length > 1)
            return null;
        Span<char> letters = stackalloc char[Most];
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            if (resume.Tokens[i].Length > 1)
                return null;
            letters[i - stretch.First] = resume.Word(resume.Tokens[i])[0];
        }
        letters = letters[..(stretch.Last - stretch.First)];
        isSkills = letters is "skills" or "tools" or "software" or "competencies" or "technologies";
        return HeadingWords.MeaningOfLetters(letters);
    }

    // "WHAT I DO": a short line in capitals that no list knows still ends the section before it, lest dates of work be taken for dates of study.
    private static bool IsUnknownHeading(ResumeText resume, Stretch stretch)
    {
        const int Longest = 4;
        if (!stretch.StartsLine || stretch.Last - stretch.First > Longest || stretch.End < resume.Text.Length && resume.Text[stretch.End] != '\n')
            return false;
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape is not (Shape.Upper or Shape.Initial) || Finders.SchoolFinder.IsStudyWord(resume.Word(token)) || !token.Is(WordKinds.Dictionary | WordKinds.Skill) && token.Length > 2) return false;
        }
        return true;
    }

    private static Section? HeadingOf(ResumeText resume, Stretch stretch)
    {
        var count = stretch.Last - stretch.First;
        if (count is 0 or > LongestHeading)
            return null;
        // "Education: BSc" is a heading with its content on the same line; "Education Officer" is a job.
        var isAlone = resume.Of(stretch).TrimEnd() is var line && (line[^1] == ':' || HeadingWords.AreAll(resume, stretch));
        return isAlone ? HeadingWords.Meaning(resume, stretch) : null;
    }
}
