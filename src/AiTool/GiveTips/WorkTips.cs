using ClearView.AiTool.TellStory;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>Whether the lines on work tell what was done, and how much.</summary>
internal static class WorkTips
{
    private const int MostWeak = 2;
    private const int ManyWords = 20;

    public static IEnumerable<TipFound> Of(ResumeReading resume, StoryTold? story)
    {
        var work = resume.Statements.Where(statement => (statement.Entry >= 0 || statement.Section == SectionKind.Experience) && statement.Words >= 4 && !resume.NamesEmployer(statement)).ToList();
        if (work.Count == 0)
        {
            yield return TipFound.Of(100, "no-work-lines", resume.Entries.Count == 0
                ? "No dated job with a description was found. For each job, write its title, from when to when, and two to four lines on what you did."
                : "The jobs are named but not described. Under each, write two to four lines on what you did and what came of it.");
            yield break;
        }
        // One line is asked about once.
        var asked = -1;
        var counted = work.Count(statement => HasFigure(resume, statement));
        if (counted == 0)
        {
            var plain = Countable(resume, work);
            asked = plain.Start;
            yield return TipFound.Of(95, "no-quantities",
                $"{(work.Count == 1 ? "The one line on your work holds no figure" : $"None of the {work.Count} lines on your work holds a figure")}. Start with this one: how many, how often, how fast, or how much better?", plain.In(resume.Text));
        }
        else if (counted * 4 < work.Count)
        {
            var plain = Countable(resume, work.FindAll(statement => !HasFigure(resume, statement)));
            asked = plain.Start;
            yield return TipFound.Of(60, "few-quantities",
                $"{counted} of {work.Count} lines on your work {(counted == 1 ? "holds" : "hold")} a figure. Add one here, if you know it: how many, how often, how much?", plain.In(resume.Text));
        }
        foreach (var tip in WeakOpenings(resume, work))
            yield return tip;
        if (BuriedBest(resume) is { } best)
        {
            yield return TipFound.Of(42, "best-line-below",
                $"This is your strongest line on that job, and {best.Before} others stand above it. Put it first: many readers look no further than a job's first line.", best.Line.In(resume.Text));
        }
        if (WithoutResult(resume, work) is { } open && open.Start != asked)
            yield return TipFound.Of(20, "no-result", "This line says what you did, but not what came of it. Who was better off, and how: time or money saved, fewer mistakes, happier customers?", open.In(resume.Text));
        if (story?.Parts.FirstOrDefault(part => part.Name == "specific") is { Text: null })
            yield return TipFound.Of(70, "no-action", "No line says plainly what you did. Begin lines with the thing you did: \"repaired\", \"taught\", \"sold\", \"planned\".");
    }

    // A deed can be counted sooner than a list of things, and a line that says something sooner than one that hardly does.
    private static Statement Countable(ResumeReading resume, List<Statement> lines)
    {
        var deeds = lines.FindAll(statement => Opening.Of(resume.Text, resume.Words, statement) is { Manner: Manner.Verb or Manner.Third or Manner.First, Verb.Weak: not true } && !Deeds.PointsBack(resume, statement));
        return (deeds.Count > 0 ? deeds : lines).MaxBy(statement => Math.Min(statement.Words, ManyWords));
    }

    private static bool HasFigure(ResumeReading resume, Statement statement) =>
        Quantities.In(resume.Text, resume.Words, statement.FirstWord, statement.EndWord).Count > 0;

    // The figure that says most of any job, when other lines stand before it.
    private static (Statement Line, int Before)? BuriedBest(ResumeReading resume)
    {
        var deeds = Deeds.Find(resume);
        if (deeds.Where(deed => deed.Statement.Entry >= 0 && deed.Best is { Kind: >= QuantityKind.Rate }).MaxBy(deed => deed.Rank) is not { } best)
            return null;
        var before = resume.Statements.Count(statement => statement.Entry == best.Statement.Entry && statement.First && statement.Start < best.Statement.Start);
        return before >= 2 ? (best.Statement, before) : null;
    }

    // In the latest job, a deed told without a figure and without a verb that tells a result.
    private static Statement? WithoutResult(ResumeReading resume, List<Statement> work)
    {
        foreach (var statement in work.Where(statement => statement.Entry == work[0].Entry))
        {
            var opening = Opening.Of(resume.Text, resume.Words, statement);
            if (opening.Manner is Manner.Verb or Manner.Third && opening.Verb is { Result: false, Weak: false } && !HasFigure(resume, statement) && !Deeds.PointsBack(resume, statement))
                return statement;
        }
        return null;
    }

    // One tip for each way of saying little, at its first line; the others are counted.
    private static IEnumerable<TipFound> WeakOpenings(ResumeReading resume, List<Statement> work)
    {
        var weak = new List<(string Said, string Verb, Statement Line)>();
        foreach (var statement in work)
        {
            var opening = Opening.Of(resume.Text, resume.Words, statement);
            if (opening.Manner == Manner.Responsible)
                weak.Add(("Responsible for", "", statement));
            else if (opening is { Verb.Weak: true, Manner: not Manner.Quoted })
                weak.Add((Listing.Cased(Said(resume, statement, opening)), opening.Verb.Base, statement));
        }
        var given = 0;
        foreach (var same in weak.GroupBy(one => one.Verb, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Take(MostWeak))
        {
            var more = same.Count() switch { 1 => "", 2 => " One more line begins so.", var all => $" {all - 1} more lines begin so." };
            yield return TipFound.Of(65 - given++, "weak-verb", $"\"{same.First().Said}\" {Instead(same.Key)}{more}", same.First().Line.In(resume.Text));
        }
    }

    private static string Said(ResumeReading resume, Statement statement, Opening opening)
    {
        var word = resume.Words.FindIndex(statement.FirstWord, one => one.Start >= opening.From);
        return resume.Words[word].In(resume.Text).ToString();
    }

    private static string Instead(string verb) => verb switch
    {
        "" => "says what was expected, not what you did. Begin with the deed instead: \"led\", \"ran\", \"kept\", \"built\".",
        "work" => "says that you were there. On what, and what was your own part of it?",
        "help" or "assist" or "support" or "aid" => "hides your own share. Say what you yourself did, for whom, and with what result.",
        "participate" or "involve" or "contribute" or "take" or "join" => "says that others did it too. Which part was yours?",
        "attend" or "learn" or "study" => "says what you took in. What did you do with it afterwards?",
        "handle" or "deal" or "do" or "perform" => "fits almost anything. Name what you did: \"repaired\", \"answered\", \"checked\", \"ordered\".",
        _ => "hides your own share. Say what you yourself did, for whom, and with what result.",
    };
}
