using System.Collections.Frozen;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>Finds what a job was called in its head, among employer, place and dates.</summary>
internal static class Titles
{
    private const int MostWords = 7;

    internal static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Nouns = (
        "accountant administrator adviser advisor agent analyst apprentice architect artist assistant associate attendant auditor baker banker barista bartender bookkeeper broker builder butcher buyer captain carer caretaker carpenter cashier chef chemist cleaner clerk coach colleague consultant controller cook coordinator co-ordinator counsellor courier craftsperson dentist deputy designer developer director dispatcher doctor driver economist editor educator electrician engineer executive expert farmer fitter florist gardener graduate guard guide hairdresser handler head helper holder host hygienist improver inspector installer instructor intern interpreter inventor joiner journalist judge keeper labourer lawyer lead leader lecturer librarian machinist manager mason mechanic member mentor merchandiser merchant microbiologist midwife miner musician nurse officer operative operator optician owner packer painter paramedic partner pharmacist photographer physicist physiotherapist picker pilot planner plumber porter practitioner preparer president producer professor programmer psychologist receptionist recruiter repairer reporter representative researcher sales scheduler scientist secretary seller server shopkeeper solicitor specialist staff steward storekeeper storeman strategist student supervisor surgeon surveyor tailor teacher technician technologist teller tester therapist trader trainee trainer translator treasurer tutor typist veterinarian volunteer waiter waitress warehouseman welder worker writer yogi fellow postdoc superintendent foreperson babysitter nanny biologist statistician lifeguard biochemist embryologist toxicologist mathematician geologist")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Companies =
        new[] { "ltd", "inc", "llc", "gmbh", "plc", "corp", "co", "company", "group", "ag", "bv", "university", "school", "hospital", "solutions", "systems", "services", "technologies", "college", "bank", "association", "clinic" }
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
        return In(resume, first, before) ?? In(resume, after, end);
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
        var hasNoun = false;
        for (var i = from; i < to; i++)
        {
            var word = resume.Words[i].In(resume.Text);
            if (Companies.Contains(word) || char.IsAsciiDigit(word[0]) || word is "I" or "my" or "was" or "is" or "we" or "am")
                return false;
            hasNoun |= Nouns.Contains(word);
        }
        return hasNoun;
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
