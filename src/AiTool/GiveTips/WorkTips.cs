using ClearView.AiTool.TellStory;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>Whether the lines on work tell what was done, and how much.</summary>
internal static class WorkTips
{
    private const int MostWeak = 2;

    public static IEnumerable<TipFound> Of(ResumeReading resume, StoryTold? story)
    {
        var work = resume.Statements.Where(statement => statement.Entry >= 0 && statement.Words >= 4 && !resume.NamesEmployer(statement)).ToList();
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
            var plain = work.MaxBy(statement => Math.Min(statement.Words, 20))!;
            asked = plain.Start;
            yield return TipFound.Of(95, "no-quantities",
                $"{(work.Count == 1 ? "The one line on your work holds no figure" : $"None of the {work.Count} lines on your work holds a figure")}. Start with this one: how many, how often, how fast, or how much better?", plain.In(resume.Text));
        }
        else if (counted * 4 < work.Count)
        {
            var without = work.FindAll(statement => !HasFigure(resume, statement));
            // A deed can be counted sooner than a list of things.
            var plain = without.Find(statement => Opening.Of(resume.Text, resume.Words, statement).Manner != Manner.Quoted && !Deeds.PointsBack(resume, statement)) is { Words: > 0 } deed ? deed : without[0];
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

    private static IEnumerable<TipFound> WeakOpenings(ResumeReading resume, List<Statement> work)
    {
        var given = 0;
        foreach (var statement in work)
        {
            if (given == MostWeak)
                yield break;
            var opening = Opening.Of(resume.Text, resume.Words, statement);
            if (opening.Manner == Manner.Responsible)
            {
                given++;
                yield return TipFound.Of(66 - given, "weak-verb", "\"Responsible for\" says what was expected, not what you did. Begin with the deed instead: \"led\", \"ran\", \"kept\", \"built\".", statement.In(resume.Text));
            }
            else if (opening.Verb is { Weak: true } verb && opening.Manner != Manner.Quoted)
            {
                given++;
                var word = resume.Words[statement.FirstWord].In(resume.Text).ToString();
                yield return TipFound.Of(66 - given, "weak-verb", $"\"{word}\" hides your own share. Say what you yourself did, for whom, and with what result.", statement.In(resume.Text));
            }
        }
    }
}
