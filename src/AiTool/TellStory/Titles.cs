using System.Collections.Frozen;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>Finds what a job was called in its head, among employer, place and dates.</summary>
internal static class Titles
{
    private const int MostWords = 7;
    private const int MostWordsBeside = 9;
    private const int MostLinesAway = 3;
    private const int LinesOfTop = 8;

    internal static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Nouns = (
        "accountant administrator adviser advisor agent analyst apprentice architect artist assistant associate attendant auditor baker banker barista bartender bookkeeper broker builder butcher buyer captain carer caretaker carpenter cashier chef chemist cleaner clerk coach colleague consultant controller cook coordinator co-ordinator counsellor courier craftsperson dentist deputy designer developer director dispatcher doctor driver economist editor educator electrician engineer executive expert farmer fitter florist gardener graduate guard guide hairdresser handler head helper holder host hygienist improver inspector installer instructor intern interpreter inventor joiner journalist judge keeper labourer lawyer lead leader lecturer librarian machinist manager mason mechanic member mentor merchandiser merchant microbiologist midwife miner musician nurse officer operative operator optician owner packer painter paramedic partner pharmacist photographer physicist physiotherapist picker pilot planner plumber porter practitioner preparer president producer professor programmer psychologist receptionist recruiter repairer reporter representative researcher sales scheduler scientist secretary seller server shopkeeper solicitor specialist staff steward storekeeper storeman strategist student supervisor surgeon surveyor tailor teacher technician technologist teller tester therapist trader trainee trainer translator treasurer tutor typist veterinarian volunteer waiter waitress warehouseman welder worker writer yogi fellow postdoc superintendent foreperson babysitter nanny biologist statistician lifeguard biochemist embryologist toxicologist mathematician geologist marketer copywriter advocate founder co-founder entrepreneur contractor freelancer underwriter paralegal estimator")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Firms =
        new[] { "ltd", "inc", "llc", "gmbh", "plc", "corp", "co", "limited", "pvt", "company", "ag", "bv" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // A part that ends with one, or goes on with "of", names an employer; "Systems Engineer" and "School Teacher" do not.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Companies =
        new[] { "group", "university", "school", "hospital", "solutions", "systems", "services", "technologies", "college", "bank", "association", "clinic" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Tasks =
        new[] { "administration", "management", "development", "support", "engineering", "operations", "maintenance", "training", "testing", "design", "analysis", "consulting", "skills", "responsibilities", "duties", "experience", "center", "centre", "department" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The title that heads a job; null when none is recognised.</summary>
    public static Quote? Of(ResumeReading resume, Entry entry)
    {
        var (first, end) = Levels.Head(resume, entry);
        // "Sep 2022 - Present Baker": the dates are no part of the title on either side of them.
        var (before, after) = (first, end);
        while (before < end && resume.Words[before].Start < entry.Dates.Start)
            before++;
        while (after > before && resume.Words[after - 1].Start >= entry.Dates.End)
            after--;
        return In(resume, first, before) ?? In(resume, after, end) ?? Near(resume, entry);
    }

    // Where each part of a head has a line of its own, with empty ones between, the title stands above the dates or below them: on the
    // same side for every job, for on the other side stands what belongs to the next one.
    private static Quote? Near(ResumeReading resume, Entry entry)
    {
        foreach (var line in IsAbove(resume) ? LinesAbove(resume, entry.FirstLine) : LinesBelow(resume, entry.DatedLine))
        {
            if (Whole(resume, line) is { } title)
                return title;
        }
        return null;
    }

    private static bool IsAbove(ResumeReading resume) => LinesAbove(resume, resume.Entries[0].FirstLine).Any(line => Whole(resume, line) is not null);

    private static IEnumerable<int> LinesAbove(ResumeReading resume, int from)
    {
        for (var at = from - 1; at >= 0 && at >= from - MostLinesAway && !resume.Lines[at].Heading && IsShort(resume, at); at--)
        {
            if (resume.Entries.Exists(other => other.DatedLine == at))
                yield break;
            yield return at;
        }
    }

    private static IEnumerable<int> LinesBelow(ResumeReading resume, int from)
    {
        for (var at = from + 1; at < resume.Lines.Count && at <= from + MostLinesAway && !resume.Lines[at].Heading && IsShort(resume, at); at++)
        {
            if (resume.Entries.Exists(other => other.FirstLine == at))
                yield break;
            yield return at;
        }
    }

    private static bool IsShort(ResumeReading resume, int at) =>
        resume.Lines[at] is { Bulleted: false, Words: <= MostWordsBeside } line && resume.Text[line.End - 1] is not (',' or ';') && (line.Words <= 4 || resume.Text[line.End - 1] is not '.');

    /// <summary>A line in a section on work that is a title, where no job has dates.</summary>
    public static Quote? Anywhere(ResumeReading resume) => First(resume, SectionKind.Experience, resume.Lines.Count);

    /// <summary>What stands below the name at the top: "Data analyst".</summary>
    public static Quote? AtTop(ResumeReading resume) => First(resume, SectionKind.Top, LinesOfTop);

    private static Quote? First(ResumeReading resume, SectionKind section, int lines)
    {
        for (var at = 0; at < Math.Min(lines, resume.Lines.Count); at++)
        {
            if (resume.Lines[at] is { Words: <= MostWordsBeside } line && line.Section == section && !resume.SpeaksToMachine(line.Body, line.End) && Whole(resume, at) is { } title)
                return title;
        }
        return null;
    }

    /// <summary>The title that a line is; null when it is another line.</summary>
    public static Quote? Whole(ResumeReading resume, int at)
    {
        var line = resume.Lines[at];
        if (line.Heading || line.Bulleted || line.Words == 0 || resume.Ranges.Exists(dates => dates.Start >= line.Body && dates.Start < line.End))
            return null;
        return char.IsUpper(resume.Text[resume.Words[line.FirstWord].Start]) ? In(resume, line.FirstWord, line.EndWord) : null;
    }

    /// <summary>The title in a stretch; null when none is recognised.</summary>
    public static Quote? In(ResumeReading resume, int first, int end)
    {
        for (var from = first; from < end;)
        {
            var to = from + 1;
            while (to < end && IsOnePart(resume.Text, resume.Words[to - 1].End, resume.Words[to].Start))
                to++;
            // "April 2014 - March" above "2022": a month is no part of a title.
            if (from + 1 < to && DatePoint.At(resume.Text, resume.Words, from) is { FirstMonth: > 0 })
                from++;
            while (from + 1 < to && resume.Words[from].In(resume.Text) is "for" or "as" or "As" or "the" or "a" or "an" or "of")
                from++;
            if (IsTitle(resume, from, to))
                return new Quote(resume.Words[from].Start, resume.Words[to - 1].End, resume.Text[resume.Words[from].Start..resume.Words[to - 1].End]);
            from = to;
        }
        return null;
    }

    private static bool IsTitle(ResumeReading resume, int from, int to)
    {
        if (to - from > MostWords)
            return false;
        // "Joined as a nurse", "worked with a builder": a sentence that holds a title.
        if (Verbs.Of(resume.Words[from].In(resume.Text)) is { Form: VerbForm.Past or VerbForm.Gerund, Adjective: false })
            return false;
        // "J. Baker" is somebody.
        if (resume.Words[from] is { Length: 1, End: var end } && end < resume.Text.Length && resume.Text[end] == '.')
            return false;
        // "Server administration" is a task.
        if (Tasks.Contains(resume.Words[to - 1].In(resume.Text)) && !HasOf(resume, from, to))
            return false;
        var noun = -1;
        for (var i = from; i < to; i++)
        {
            var word = resume.Words[i].In(resume.Text);
            if (Firms.Contains(word) || (Companies.Contains(word) && (i + 1 == to || resume.Words[i + 1].In(resume.Text) is "of" or "Of" or "OF")) || char.IsAsciiDigit(word[0]) || word is "I" or "my" or "was" or "is" or "we" or "am")
                return false;
            noun = Nouns.Contains(word) ? i : noun;
        }
        return noun >= from && !GoesOnWithThings(resume, noun + 1, to);
    }

    // "Guard switches on the press line", "Server racks": the noun says of what sort the things are.
    private static bool GoesOnWithThings(ResumeReading resume, int next, int to) =>
        next < to && char.IsLower(resume.Text[resume.Words[next].Start]) && resume.Words[next] is { Length: > 3, End: var end } && resume.Text[end - 1] == 's';

    // "Head of Engineering"
    private static bool HasOf(ResumeReading resume, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (resume.Words[i].In(resume.Text) is "of" or "Of" or "OF" or "for")
                return true;
        }
        return false;
    }

    // Commas, bars, brackets, dashes with space and wide space part a head; "at" and "for" part title and employer.
    private static bool IsOnePart(string text, int from, int to)
    {
        var gap = text.AsSpan(from, to - from);
        if (gap is " " or "-" or "/" or "" or "'" or " / " or "\u2019 " or ". ")
            return !IsAt(text, to);
        return false;
    }

    private static bool IsAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        return rest.StartsWith("at ") || rest.StartsWith("for ") || rest.StartsWith("with ") || rest.StartsWith("in ") || rest.StartsWith("from ") || rest.StartsWith("since ") || rest.StartsWith("through ");
    }
}
