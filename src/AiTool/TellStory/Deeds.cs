using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>Chooses the statements of a résumé that are worth telling.</summary>
internal static class Deeds
{
    private const int Longest = 260;
    private const int Shortest = 18;
    private const int FewestQuoted = 5;
    private const int FewestCommas = 4;

    private static readonly string[] PrivateLife = ["[family]", "[marital status]", "[religion]", "[health]", "[gender]", "[age]", "[date of birth]", "[ethnicity]", "[nationality]", "[politics]", "[photo]", "[id number]", "[e-mail]", "[phone]", "[address]"];

    /// <summary>In order of the text.</summary>
    public static List<Deed> Find(ResumeReading resume)
    {
        // Where no section speaks of work, the rest may: many a résumé has no headings, or its own.
        var deeds = Find(resume, IsOfWork);
        return deeds.Count > 0 ? deeds : Find(resume, MayBeOfWork).FindAll(deed => deed.Opening.Manner is not (Manner.Quoted or Manner.Gerund));
    }

    private static List<Deed> Find(ResumeReading resume, Func<Statement, bool> isOfWork)
    {
        var deeds = new List<Deed>();
        foreach (var statement in resume.Statements)
        {
            if (!isOfWork(statement) || resume.NamesEmployer(statement) || statement.Length < Shortest || statement.Words < 3 || resume.Text[statement.End - 1] == ':' || EndsMidway(resume, statement))
                continue;
            if (Told(resume, statement) is not { } told || resume.SpeaksToMachine(told.Start, told.End) || IsPrivate(resume.Text.AsSpan(told.Start, told.Length)))
                continue;
            var opening = Opening.Of(resume.Text, resume.Words, told);
            if (IsList(resume, told))
                continue;
            if (opening.Manner == Manner.Quoted && (SaysLittle(resume, told) || IsOfSchool(resume, told) || TellsOfThing(resume, told) || !char.IsLetterOrDigit(resume.Text[told.Start])))
                continue;
            var quantities = Quantities.In(resume.Text, resume.Words, told.FirstWord, told.EndWord);
            Quantity? best = quantities.Count == 0 ? null : quantities.MaxBy(quantity => quantity.Kind);
            deeds.Add(new Deed(told, opening, best, Rank(resume, told, opening, best)));
        }
        return deeds;
    }

    private static bool IsOfWork(Statement statement) =>
        statement.Entry >= 0 || statement.Section is SectionKind.Experience or SectionKind.Projects or SectionKind.Summary or SectionKind.Volunteering;

    private static bool MayBeOfWork(Statement statement) =>
        statement.Section is SectionKind.Top or SectionKind.Other or SectionKind.Certificates or SectionKind.Skills;

    // "Senior Sales Executive", "Customer and personal", "The Mill Lane Bakery Group": a title, a heading or a name that no list knows.
    private static bool SaysLittle(ResumeReading resume, Statement statement) =>
        (statement.Words < FewestQuoted || IsAllCapitals(resume, statement)) && Quantities.In(resume.Text, resume.Words, statement.FirstWord, statement.EndWord).Count == 0;

    private static bool IsAllCapitals(ResumeReading resume, Statement statement)
    {
        for (var i = statement.FirstWord; i < statement.EndWord; i++)
        {
            if (resume.Words[i].Length > 3 && char.IsLower(resume.Text[resume.Words[i].Start]))
                return false;
        }
        return true;
    }

    // "worked at 25 % capacity while taking their": the rest stands elsewhere, or nowhere.
    private static bool EndsMidway(ResumeReading resume, Statement statement) =>
        resume.Words[statement.EndWord - 1].In(resume.Text) is "and" or "or" or "the" or "a" or "an" or "of" or "to" or "in" or "on" or "at" or "by" or "for" or "from" or "with" or "into" or "as" or "their" or "my" or "our" or "than" or "while";

    // "Windows XP, Vista, SQL, Jira"
    private static bool IsList(ResumeReading resume, Statement statement) => resume.Text.AsSpan(statement.Start, statement.Length).Count(',') is >= FewestCommas and var commas && commas * 3 >= statement.Words;

    // A degree, a mark, or that references are there on request.
    private static bool IsOfSchool(ResumeReading resume, Statement statement) =>
        EducationWords.Highest(resume.Text, resume.Words, statement.FirstWord, statement.EndWord, inEducation: false) is not null
        || resume.Words[statement.FirstWord].In(resume.Text).StartsWith("reference", StringComparison.OrdinalIgnoreCase);

    // "STP is a router that ...", "The firm was founded in ...": what something is, not what somebody did.
    private static bool TellsOfThing(ResumeReading resume, Statement statement)
    {
        for (var i = statement.FirstWord + 1; i < Math.Min(statement.EndWord, statement.FirstWord + 6); i++)
        {
            if (resume.Words[i].In(resume.Text) is "is" or "are" or "was" or "were" or "has" or "means" or "will" or "provides")
                return resume.Words[statement.FirstWord].In(resume.Text) is not ("I" or "My");
        }
        return false;
    }

    /// <summary>Whether the anonymiser hid something of a person's life here: no part of a story about work.</summary>
    public static bool IsPrivate(ReadOnlySpan<char> said)
    {
        foreach (var hidden in PrivateLife)
        {
            if (said.Contains(hidden, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether it makes sense only after the line before: "Fixed it".</summary>
    public static bool PointsBack(ResumeReading resume, Statement statement)
    {
        for (var i = statement.FirstWord; i < Math.Min(statement.EndWord, statement.FirstWord + 3); i++)
        {
            if (resume.Words[i].In(resume.Text) is "it" or "them" or "this" or "that" or "these" or "those" or "It" or "This" or "That" or "These" or "They")
                return true;
        }
        return false;
    }

    // A long sentence is told up to its first semicolon; a longer one is not told.
    private static Statement? Told(ResumeReading resume, Statement statement)
    {
        if (statement.Length <= Longest)
            return statement;
        var cut = resume.Text.IndexOf(';', statement.Start, Longest);
        if (cut < statement.Start + Shortest)
            return null;
        var endWord = statement.FirstWord;
        while (endWord < statement.EndWord && resume.Words[endWord].End <= cut)
            endWord++;
        return statement with { End = cut, EndWord = endWord };
    }

    private static int Rank(ResumeReading resume, Statement statement, Opening opening, Quantity? best)
    {
        var rank = opening.Manner switch
        {
            Manner.Verb or Manner.Third => 40,
            Manner.First => 30,
            Manner.Gerund => 25,
            Manner.Responsible => 10,
            _ => 0,
        };
        // "I am a nurse" tells who somebody is, not what was done; "Fixed it" makes sense only after the line before.
        if (opening.Manner == Manner.First && resume.Words[statement.FirstWord + 1].In(resume.Text) is "am" or "was" || PointsBack(resume, statement))
            rank -= 25;
        if (opening.Verb is { } verb)
            rank += verb.Result ? 20 : verb.Weak ? -20 : verb.Form == VerbForm.Past ? 8 : 0;
        if (best is { } quantity)
            rank += 10 * (int)quantity.Kind;
        if (statement.Entry >= 0)
            rank += 15;
        if (statement.Section == SectionKind.Experience)
            rank += 5;
        // The latest job stands first in most résumés and weighs a little more.
        if (statement.Entry == 0)
            rank += 6;
        // What somebody has is no deed.
        if (opening.Verb is { Base: "have" or "possess" or "hold" })
            rank -= 40;
        if (statement.Words < 6)
            rank -= 8;
        if (statement.Length > 180)
            rank -= 8;
        // A hidden name in the middle of a sentence is hard to read over.
        if (resume.Text.AsSpan(statement.Start, statement.Length).Contains('['))
            rank -= 12;
        return rank;
    }
}
