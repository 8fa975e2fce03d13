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

    public static Sections Of(ResumeText resume)
    {
        var sections = new Sections(resume.Stretches.Count);
        var current = Section.Top;
        for (var i = 0; i < resume.Stretches.Count; i++)
        {
            if (HeadingOf(resume, resume.Stretches[i]) is { } heading)
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
