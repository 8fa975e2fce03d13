using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Words that the tagger takes for a person and that name a product or a method: told by the section, the list or the noun that they stand in.</summary>
internal static class Things
{
    private const int Near = 12;

    public static bool IsOne(ResumeText resume, Finds finds, int first, int last)
    {
        var line = resume.Tokens[first].Line;
        // "Reid Technique", whoever Reid was.
        if (last > first && resume.Gap(last - 1) is " " && IsNamedMethod(resume.Word(resume.Tokens[last])))
            return true;
        if (resume.Sections[line] is Section.References || IsWrittenLikePerson(resume, finds, first, last))
            return false;
        return (last == first || resume.Gap(first) is "-" or ", ") && !IsGiven(resume.Tokens[first]) && IsMethod(resume, last) || IsEponym(resume, first, last) || IsAmongSkills(resume, first, last) || IsInList(resume, finds, first, last);
    }

    // With an initial, with the candidate's name, or a given name and more words.
    private static bool IsWrittenLikePerson(ResumeText resume, Finds finds, int first, int last)
    {
        var names = finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = first; i <= last; i++)
            if (resume.Tokens[i].Shape == Shape.Initial || names.TryGetValue(resume.WordAt(i), out var isCandidate) && isCandidate) return true;
        // "Keller RJ"
        if (last > first && resume.Tokens[last] is { Shape: Shape.Upper, Length: <= 2 } && resume.Tokens[first].Shape == Shape.Capital && resume.Gap(last - 1) is " ")
            return true;
        return last > first && resume.Gap(first) is " " or "-" && resume.Tokens[first].Is(WordKinds.Given) && resume.Tokens[first].Is(WordKinds.Frequent) && !resume.Tokens[last].Is(WordKinds.Skill);
    }

    // One word, or words of which none is a name; what stands behind "from" and the like is somebody or somewhere.
    private static bool IsAmongSkills(ResumeText resume, int first, int last)
    {
        var line = resume.Tokens[first].Line;
        if (resume.Sections[line] is Section.Top || IsSignature(resume, line) || first > 0 && resume.Gap(first - 1) is " " && resume.WordAt(first - 1) is "from" or "at" or "under" or "for" or "to" or "near")
            return false;
        for (var i = first; i <= last && last > first; i++)
            if (resume.Tokens[i].Is(WordKinds.Name) && !resume.Tokens[i].Is(WordKinds.Skill)) return false;
        if (last == first && IsGiven(resume.Tokens[first]) && !resume.Tokens[first].Is(WordKinds.Dictionary) || IsQuoted(resume, line) || line > 0 && IsQuoted(resume, line - 1))
            return false;
        return resume.Sections.IsSkills(resume, line);
    }

    // The last few words of a document, apart from what stands before them, are no skills though no heading ended those: somebody signs there.
    private static bool IsSignature(ResumeText resume, int line)
    {
        const int MostLines = 4, MostWords = 14;
        int first = line, last = line;
        while (first > 0 && !IsApart(resume, first)) first--;
        while (last + 1 < resume.Stretches.Count && !IsApart(resume, last + 1)) last++;
        return last + 1 == resume.Stretches.Count && first > 0 && last - first < MostLines && resume.Stretches[last].Last - resume.Stretches[first].First <= MostWords
            && !resume.Sections.IsHeading(first - 1) && !resume.Sections.IsHeading(first);
    }

    private static bool IsApart(ResumeText resume, int line) =>
        resume.Text.AsSpan(resume.Stretches[line - 1].End, resume.Stretches[line].Start - resume.Stretches[line - 1].End).Count('\n') > 1;

    // What somebody said of the candidate, and who.
    private static bool IsQuoted(ResumeText resume, int line) => resume.Of(resume.Stretches[line]).TrimStart() is ['"' or '\u201C', ..];

    private static bool IsGiven(Token token) => token.Is(WordKinds.Given) && token.Is(WordKinds.Frequent) && !token.Is(WordKinds.Skill);

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Nouns = WordSet.Of("""
        test tests model models method methods equation equations law laws rule rules theorem transform transforms transformation regression correction filter filters filtering distance scale scales score scores index analysis sampling
        simulation simulations turbine turbines reaction reactions synthesis diagram diagrams chart charts circle cycle cycles number numbers distribution curve curves process processes box boxes bender benders shorthand assessment criterion
        criteria algorithm algorithms pricing survey surveys theory theorems technique techniques stain staining agar media acid acids reagent reagents effect stress pump pumps valve valves drill drills saw saws lift lifts chair chairs trap
        titration extraction filtration digestion catheter catheters tube tubes forceps clamp clamps adaptor adaptors adapter adapters label labels planner meter meters press lathe lathes mill mills machine machines printer printers truck
        trucks tractor tractors trailer trailers engine engines scanner scanners controls software app apps taxonomy code codes approach framework principles principle nets net blot curves plot plots inequality series function
        functions matrix convergence expansion coefficient coefficients statistic statistics estimator procedure protocol protocols system systems refactoring components boundaries boundary smoothing decoding firewall firewalls hierarchy pyramid inventory manoeuvre maneuver hose certified line lines registers
        beds bed frame frames splint splints brace braces roller rollers bin bins brake brakes cutter cutters prepreg traction combine combines baler balers injectors transmission transmissions drain drains dryer dryers rivet rivets
        fastener fasteners hoist hoists retractor retractors suture sutures dressing dressings crane cranes loader loaders forklift forklifts oven ovens mixer mixers fryer fryers boiler boilers charting placement exercises instruments tools
        """);

    // Words after a name that are no noun: a person does or has something there.
    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Others = WordSet.Of("""
        and or is was has had in at on for with of to by from who whom whose which that as the a an both where when while also then now later currently formerly because since until before after about into via per under over among
        he she they his her their will would can could should did does do not never always often still
        """);

    // Nouns that make a method of a name when they have a capital too.
    private static bool IsNamedMethod(ReadOnlySpan<char> word) => word is "technique" or "scale" or "score" or "method" or "criteria" or "algorithm" or "theorem" or "classification" or "questionnaire" or "reaction" or "distribution" or "equation";

    /// <summary>"Hough transform", "Newcastle protocols", "Reid Technique", "Glasgow Coma Scale": whether the noun behind a word makes a method or a machine of it.</summary>
    public static bool IsMethod(ResumeText resume, int i)
    {
        if (i + 1 >= resume.Tokens.Count || resume.Tokens[i + 1] is var noun && noun.Line != resume.Tokens[i].Line)
            return false;
        // "Pelton, Francis and Kaplan turbines": the noun belongs to each of them.
        if ((noun.Shape == Shape.Capital || resume.Word(noun) is "and" or "or") && AfterList(resume, i) is var after and > 0)
            return Nouns.Contains(resume.Word(resume.Tokens[after])) && resume.WordAt(after) is not ("mill" or "mills" or "line" or "lines" or "process" or "processes" or "system" or "systems");
        if (noun.Shape == Shape.Lower)
            return (resume.Gap(i) is " " || resume.Gap(i) is "'s " or "\u2019s " && resume.Word(noun) is "method" or "law" or "theorem" or "test") && Nouns.Contains(resume.Word(noun));
        return resume.Gap(i) is " " && (IsNamedMethod(resume.Word(noun)) || noun.Shape == Shape.Capital && resume.Gap(i + 1) is " " && IsNamedMethod(resume.WordAt(i + 2)) && resume.Tokens[i + 2].Shape == Shape.Capital);
    }

    // The small letters behind the last of several capitals that stand between commas and an "and"; 0 where it is no such list.
    private static int AfterList(ResumeText resume, int i)
    {
        const int Most = 8;
        // "Led London and Leeds software teams"
        if (resume.Tokens[i].Is(WordKinds.BigTown))
            return 0;
        var last = i;
        for (var items = 0; items < Most; items++)
        {
            var next = resume.Gap(last) is ", " or " & " or "-" or "/" ? last + 1 : resume.Gap(last) is " " && resume.WordAt(last + 1) is "and" or "or" && resume.Gap(last + 1) is " " ? last + 2 : 0;
            if (next == 0 || next >= resume.Tokens.Count || resume.Tokens[next].Line != resume.Tokens[i].Line || resume.Tokens[next].Shape != Shape.Capital)
                break;
            last = next;
        }
        return last > i && last + 1 < resume.Tokens.Count && resume.Gap(last) is " " && resume.Tokens[last + 1] is { Shape: Shape.Lower } noun && noun.Line == resume.Tokens[i].Line ? last + 1 : 0;
    }

    // "Cox regression", "Pelton turbines", "Fine-Gray models", "Benford's law"
    private static bool IsEponym(ResumeText resume, int first, int last)
    {
        var next = last + 1;
        if (next >= resume.Tokens.Count || resume.Tokens[next] is not { Shape: Shape.Lower } noun || noun.Line != resume.Tokens[last].Line)
            return false;
        var isOne = last == first || last == first + 1 && resume.Gap(first) is "-" || NameSpellings.IsParticle(resume.WordAt(first));
        if (!isOne || resume.Gap(last) is not (" " or "'s " or "\u2019s "))
            return false;
        var word = resume.Word(noun);
        if (Nouns.Contains(word) && resume.Gap(last) is " ")
            return true;
        if (resume.Gap(last) is not " ")
            return word is "law" or "laws" or "equation" or "equations" or "rule" or "rules" or "theorem" or "circle" or "criterion" or "method" or "test" or "taxonomy" or "hierarchy" or "principle" or "principles";
        return last == first && !IsGiven(resume.Tokens[first]) && noun.Is(WordKinds.Dictionary) && !Others.Contains(word) && !word.EndsWith("ed") && !word.EndsWith("ly") && Verbs.Of(word) is null or { Form: VerbForm.Base or VerbForm.Gerund };
    }

    // "Hadoop, Hive, Oozie, Ambari": what marks set apart from tools, with nobody and no place among them, is one too; and so is what stands in a long list
    // of words of which none is a given name or a town.
    private static bool IsInList(ResumeText resume, Finds finds, int first, int last)
    {
        const int Long = 4;
        if (resume.Sections[resume.Tokens[first].Line] is Section.Top)
            return false;
        int tools = 0, others = 0, items = 1;
        var stretch = resume.Stretches[resume.Tokens[first].Line];
        var start = first;
        while (start > stretch.First && resume.Gap(start - 1) is " " or "-" && first - start < 3 && resume.Tokens[start - 1].IsProper) start--;
        Item(resume, finds, start, last, ref tools, ref others);
        for (int i = start, end; i > stretch.First && i > first - Near && IsMark(resume.Gap(i - 1)); i = end, items++)
        {
            end = i - 1;
            while (end > stretch.First && resume.Gap(end - 1) is " " or "-" && i - end < 4) end--;
            Item(resume, finds, end, i - 1, ref tools, ref others);
        }
        for (int i = last, end; i + 1 < stretch.Last && i < last + Near && IsMark(resume.Gap(i)); i = end, items++)
        {
            end = i + 1;
            while (end + 1 < stretch.Last && resume.Gap(end) is " " or "-" && end - i < 4) end++;
            Item(resume, finds, i + 1, end, ref tools, ref others);
        }
        return others == 0 && items > 1 && (tools > 0 || items >= Long && !resume.Tokens[first].Is(WordKinds.Name | WordKinds.Town));
    }

    private static void Item(ResumeText resume, Finds finds, int first, int last, ref int tools, ref int others)
    {
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (finds.IsFound(token) || token.Shape == Shape.Initial || IsGiven(token) && !(first == last && token.Is(WordKinds.Dictionary | WordKinds.Town)) || i == first && PlaceEvidence.IsMonth(resume.Word(token))) others++;
            else if (token.Is(WordKinds.Skill) && token.Shape != Shape.Lower && !token.Is(WordKinds.Frequent) && !SkillWords.IsJob(resume.Word(token)) && !OrganisationWords.IsFirm(resume.Word(token))) tools++;
            else if (token.Shape == Shape.Mixed && !char.IsAsciiDigit(resume.Text[token.Start]) || IsCamel(resume.Original(token))) tools++;
        }
    }

    // "StoryMaps", "KISSsoft", but neither "McDowell" nor "DeShawn".
    private static bool IsCamel(ReadOnlySpan<char> word)
    {
        var small = word.IndexOfAnyInRange('a', 'z');
        return small > 0 && word[small..].IndexOfAnyInRange('A', 'Z') is > 2 || small > 2;
    }

    /// <summary>"MarginEdge", "OnBase": a capital inside, and not behind what makes a name longer ("McAllen", "DeKalb", "LaGrange").</summary>
    public static bool IsJoined(ReadOnlySpan<char> word)
    {
        var inner = word.Length < 3 ? -1 : word[1..].IndexOfAnyInRange('A', 'Z') + 1;
        return inner > 1 && char.IsLower(word[inner - 1]) && word[..inner] is not ("Mc" or "Mac" or "De" or "La" or "Le" or "Du" or "Van" or "St" or "Kwa" or "El" or "Al" or "Da" or "Di" or "Fitz" or "Las" or "Los" or "San");
    }

    private static bool IsMark(ReadOnlySpan<char> gap) => gap is ", " or " , " or " & " or "/" or " / ";
}
