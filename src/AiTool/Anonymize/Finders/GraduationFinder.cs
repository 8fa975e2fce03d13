using System.Globalization;
using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Years of school and study, which tell an age: a span becomes its length, a year alone goes. Dates of work stay.</summary>
internal sealed partial class GraduationFinder : IFind
{
    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Degrees = WordSet.Of("""
        bachelor bachelors master masters bsc msc mba phd beng meng btech mtech bca mca bcom mcom bba diploma baccalaureat abitur matura graduated graduation graduate hsc ssc sslc gcse cgpa gpa matric intermediate doctorate
        licence maturite degree
        """);

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Graduation))
            return;
        var folded = resume.Folded;
        for (int from = 0, at; (at = NextYear(folded, from)) >= 0;)
        {
            // The pattern is asked only around the digits of a year: it has no beginning by which the text could be searched fast.
            var near = folded[..Math.Min(folded.Length, at + Widest)];
            var end = at + 4;
            // Most years are of work: that is told sooner than how far their dates reach.
            if (resume.TokenFrom(at) is var year && year < resume.Tokens.Count && !IsStudy(resume, year))
            {
                from = end;
                continue;
            }
            foreach (var match in Years().EnumerateMatches(near, Math.Max(from, at - LongestMonth)))
            {
                if (match.Index > at)
                    break;
                end = Math.Max(end, match.Index + match.Length);
                Hide(resume, finds, match.Index, match.Length);
                break;
            }
            from = end;
        }
    }

    private const int LongestMonth = 14;
    private const int Widest = 60;

    // Where four digits that begin like a year stand next.
    private static int NextYear(ReadOnlySpan<char> folded, int from)
    {
        for (var i = from; i + 4 <= folded.Length; i++)
        {
            var next = folded[i..].IndexOfAny('1', '2');
            if (next < 0 || (i += next) + 4 > folded.Length)
                return -1;
            if ((folded[i], folded[i + 1]) is ('1', '9') or ('2', '0') && char.IsAsciiDigit(folded[i + 2]) && char.IsAsciiDigit(folded[i + 3]))
                return i;
        }
        return -1;
    }

    private static void Hide(ResumeText resume, Finds finds, int start, int length)
    {
        var token = resume.TokenFrom(start);
        if (token >= resume.Tokens.Count || finds.Any(start, start + length) || IsVersion(resume, token) || !IsStudy(resume, token))
            return;
        finds.Add(HiddenKinds.Graduation, start, start + length, Replacement(resume.Text.AsSpan(start, length)), "study-years", 85);
    }

    private enum Evidence { None, Study, Job }

    // In a text without lines the words this near count.
    private const int Near = 30;

    private static bool IsStudy(ResumeText resume, int token)
    {
        var line = resume.Tokens[token].Line;
        if (resume.Sections[line] != Section.Education)
            return Around(resume, token, 0) == Evidence.Study;
        // Lines below a heading may belong to the next column or job: what stands nearest decides.
        for (var distance = 0; distance <= 2; distance++)
            if (Around(resume, token, distance) is var evidence and not Evidence.None) return evidence == Evidence.Study;
        return true;
    }

    private static Evidence Around(ResumeText resume, int token, int distance)
    {
        bool study = false, job = false;
        var line = resume.Tokens[token].Line;
        Look(resume, token, line + distance, ref study, ref job);
        if (distance > 0)
            Look(resume, token, line - distance, ref study, ref job);
        return (study, job) switch { (true, false) => Evidence.Study, (false, true) => Evidence.Job, _ => Evidence.None };
    }

    private static void Look(ResumeText resume, int token, int line, ref bool study, ref bool job)
    {
        if (line < 0 || line >= resume.Stretches.Count)
            return;
        var isEducation = resume.Sections[line] == Section.Education;
        var stretch = resume.Stretches[line];
        bool degree = false, school = false, work = false;
        for (var i = Math.Max(stretch.First, token - Near); i < Math.Min(stretch.Last, token + Near); i++)
        {
            if (!resume.Tokens[i].Is(WordKinds.Study))
                continue;
            var word = resume.Word(resume.Tokens[i]);
            degree |= Degrees.Contains(word);
            school |= isEducation && SchoolFinder.IsStudyWord(word);
            work |= Jobs.Contains(word) || SkillWords.IsJob(word);
        }
        study |= degree && (isEducation || !work) || school && !work;
        job |= work && !degree;
    }

    // "Windows 2000", "Office 2016".
    private static bool IsVersion(ResumeText resume, int token) =>
        token > 0 && resume.Gap(token - 1) is " " && resume.Tokens[token - 1] is var before
        && (before.Is(WordKinds.Skill) && !IsMonthOrSeason(resume.Word(before)) && !Degrees.Contains(resume.Word(before)) || resume.Word(before) is "server" or "office" or "studio" or "iso" or "version");

    private static bool IsMonthOrSeason(ReadOnlySpan<char> word) =>
        PlaceEvidence.IsMonth(word) || word.Length >= 3 && word[..3] is "sum" or "spr" or "win" or "fal" or "aut";

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Jobs = WordSet.Of("engineer developer manager assistant analyst consultant intern teacher lecturer professor trainee experience worked working project since");

    /// <summary>Words that speak of study, and of work.</summary>
    public static IEnumerable<string> Cues => Degrees.Set.Concat(Jobs.Set);

    private static string Replacement(ReadOnlySpan<char> years)
    {
        var first = 0;
        foreach (var match in Year().EnumerateMatches(years))
        {
            var year = int.Parse(years.Slice(match.Index, match.Length), CultureInfo.InvariantCulture);
            if (first == 0)
                first = year;
            else if (year >= first && year - first < 15)
                return year - first is var length and > 1 ? $"[{length} years]" : "[1 year]";
        }
        return "[year]";
    }

    private const string Month = @"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}[ .,']{0,3}|(?:0?[1-9]|1[0-2])[/.])?";

    [GeneratedRegex(@"(?<![\w.,$/-])" + Month + @"(?:19[5-9]|20[0-3])\d(?: {0,2}(?:-|\u2013|\u2014|to|until|/) {0,2}(?:" + Month + @"(?:(?:19[5-9]|20[0-3])\d|\d\d(?!\d))|present|now|date|current|ongoing|today))?(?![\d%]|[.,]\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Years();

    [GeneratedRegex(@"(?:19|20)\d\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Year();
}
