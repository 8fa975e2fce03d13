using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Pronouns, titles and nouns that tell a gender become neutral ones, so that the sentence still reads.</summary>
internal sealed class GenderWordFinder : IFind
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Neutral = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["he"] = "they",
        ["she"] = "they",
        ["him"] = "them",
        ["his"] = "their",
        ["hers"] = "theirs",
        ["himself"] = "themselves",
        ["herself"] = "themselves",
        ["chairman"] = "chair",
        ["chairwoman"] = "chair",
        ["chairmen"] = "chairs",
        ["salesman"] = "salesperson",
        ["saleswoman"] = "salesperson",
        ["salesmen"] = "salespeople",
        ["salesgirl"] = "salesperson",
        ["saleslady"] = "salesperson",
        ["businessman"] = "businessperson",
        ["businesswoman"] = "businessperson",
        ["spokesman"] = "spokesperson",
        ["spokeswoman"] = "spokesperson",
        ["waitress"] = "waiter",
        ["actress"] = "actor",
        ["hostess"] = "host",
        ["stewardess"] = "flight attendant",
        ["air hostess"] = "flight attendant",
        ["fireman"] = "firefighter",
        ["policeman"] = "police officer",
        ["policewoman"] = "police officer",
        ["headmaster"] = "head teacher",
        ["headmistress"] = "head teacher",
        ["headboy"] = "head pupil",
        ["headgirl"] = "head pupil",
        ["cameraman"] = "camera operator",
        ["draughtsman"] = "draughtsperson",
        ["draftsman"] = "drafter",
        ["workman"] = "worker",
        ["repairman"] = "repairer",
        ["serviceman"] = "service worker",
        ["housewife"] = "homemaker",
        ["househusband"] = "homemaker",
        ["manageress"] = "manager",
        ["seamstress"] = "sewer",
        ["tailoress"] = "tailor",
        ["barmaid"] = "bartender",
        ["barman"] = "bartender",
        ["doorman"] = "door attendant",
        ["milkman"] = "milk deliverer",
        ["handyman"] = "maintenance worker",
        ["midwifery"] = "midwifery",
        ["batsman"] = "batter",
        ["sportsman"] = "athlete",
        ["sportswoman"] = "athlete",
        ["congressman"] = "member of congress",
        ["congresswoman"] = "member of congress",
        ["ombudsman"] = "ombudsperson",
        ["alumnus"] = "graduate",
        ["alumna"] = "graduate",
        ["sorority"] = "student society",
        ["fraternity"] = "student society",
        ["widow"] = "[marital status]",
        ["widower"] = "[marital status]",
        ["maternity leave"] = "parental leave",
        ["paternity leave"] = "parental leave",
    }.Where(w => w.Key != w.Value).ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = WordSet.Of("mr mrs ms miss mister");

    // After these "her" is an object: "with her" and the end of a sentence.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterObject = WordSet.Of("to for and in on at with by as from of when if because that who is was will would a an the");

    /// <summary>The words by which this finder begins to look.</summary>
    public static IEnumerable<string> Cues => Neutral.Dictionary.Keys.Concat(Titles.Set).Concat(["her", "air", "maternity", "paternity", "male", "female"]);

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Gender))
            return;
        Span<char> buffer = stackalloc char[32];
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.Is(WordKinds.Cue) || finds.IsFound(token))
                continue;
            var word = resume.Word(token);
            if (word is "her")
                Hide(resume, finds, i, i, IsObject(resume, i) ? "them" : "their");
            else if (word is "he" or "she")
                Subject(resume, finds, i);
            else if (Neutral.TryGetValue(word, out var neutral))
                Hide(resume, finds, i, i, neutral);
            else if (word is "air" or "maternity" or "paternity" && TokenRuns.Join(resume, i, 2, buffer) is { IsEmpty: false } pair && Neutral.TryGetValue(pair, out neutral))
                Hide(resume, finds, i, i + 1, neutral);
            else if (Titles.Contains(word) && token.Shape == Shape.Capital && resume.Gap(i) is " " or ". " or "." && IsBeforeName(resume, i + 1))
                finds.Add(HiddenKinds.Gender, token.Start, token.End + (resume.Gap(i)[0] == '.' ? 1 : 0), "Mx", "title", 85);
            else if (Titles.Contains(word) && IsBracketed(resume, finds, i))
                finds.Add(HiddenKinds.Gender, token.Start, token.End, "Mx", "title", 85);
            else if (word is "male" or "female" && IsPersonal(resume, i))
                Hide(resume, finds, i, i, "[gender]");
        }
    }

    // "Ms Office" is a program.
    private static bool IsBeforeName(ResumeText resume, int next) =>
        next < resume.Tokens.Count && resume.Tokens[next] is { IsProper: true } token && !token.Is(WordKinds.Skill | WordKinds.Dictionary);

    // "Dr. (Mrs.) Modupe", "EBUN DANIEL (MRS)"; "(MS)" is a degree.
    private static bool IsBracketed(ResumeText resume, Finds finds, int i)
    {
        if (i == 0 || !resume.Gap(i - 1).EndsWith("(") || resume.Gap(i) is not (")" or ".)") && !resume.Gap(i).StartsWith(")") && !resume.Gap(i).StartsWith(".)") || resume.Word(resume.Tokens[i]) is "ms" && resume.Tokens[i].Shape == Shape.Upper)
            return false;
        return finds.At(resume.Tokens[i - 1].Start) is { Kind: HiddenKinds.Name } || i + 1 < resume.Tokens.Count && finds.At(resume.Tokens[i + 1].Start) is { Kind: HiddenKinds.Name } || resume.WordAt(i - 1) is "dr" or "chief" or "prof" or "engr";
    }

    // "She leads", "he is": the verb follows its new subject.
    private static void Subject(ResumeText resume, Finds finds, int i)
    {
        Hide(resume, finds, i, i, "they");
        if (resume.Gap(i) is "/" && resume.WordAt(i + 1) is "she" or "he" || resume.Gap(i) is not " " || i + 1 >= resume.Tokens.Count)
            return;
        var verb = resume.Tokens[i + 1];
        var plural = resume.Word(verb) switch { "is" => "are", "was" => "were", "has" => "have", "does" => "do", "goes" => "go", var word => Plural(word) };
        if (plural is not null)
            finds.Add(HiddenKinds.Gender, verb.Start, verb.End, plural, "pronoun-verb", 80);
    }

    private static string? Plural(ReadOnlySpan<char> verb)
    {
        if (verb.Length < 4 || verb[^1] != 's' || verb[^2] is 's' or 'u' or 'i' || verb is "always" or "sometimes" or "besides" or "perhaps")
            return null;
        return verb.EndsWith("ies") ? string.Concat(verb[..^3], "y")
            : verb.EndsWith("ches") || verb.EndsWith("shes") || verb.EndsWith("sses") || verb.EndsWith("xes") ? verb[..^2].ToString()
            : verb[..^1].ToString();
    }

    private static bool IsObject(ResumeText resume, int i)
    {
        var gap = resume.Gap(i);
        return gap.IsEmpty || gap[0] != ' ' || AfterObject.Contains(resume.WordAt(i + 1));
    }

    // "Female, 24", "Male": a fact about the person, not about patients or plugs.
    private static bool IsPersonal(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        var isContact = resume.Sections[token.Line] is Section.Top or Section.Personal;
        var isAlone = resume.Gap(i) is var after && (after.IsEmpty || after[0] is ',' or '\n' or '/' or '|' or ')' or '.' or ';' || after.StartsWith("  "));
        return isContact && isAlone;
    }

    private static void Hide(ResumeText resume, Finds finds, int first, int last, string neutral)
    {
        var start = resume.Tokens[first];
        var shape = start.Shape;
        var written = neutral[0] == '[' ? neutral
            : shape == Shape.Upper ? neutral.ToUpperInvariant()
            : shape == Shape.Capital ? char.ToUpperInvariant(neutral[0]) + neutral[1..]
            : neutral;
        finds.Add(HiddenKinds.Gender, start.Start, resume.Tokens[last].End, written, "gendered-word", 85);
    }
}
