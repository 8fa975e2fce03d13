using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Schools, colleges and universities by the word that names their sort, with the proper name around it; and the best known short names.</summary>
internal sealed class SchoolFinder : IFind
{
    private const int Reach = 6;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Heads = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["university"] = "[a university]",
        ["universitys"] = "[a university]",
        ["univ"] = "[a university]",
        ["univercity"] = "[a university]",
        ["universitat"] = "[a university]",
        ["universite"] = "[a university]",
        ["universidad"] = "[a university]",
        ["universidade"] = "[a university]",
        ["universita"] = "[a university]",
        ["universiteit"] = "[a university]",
        ["universitet"] = "[a university]",
        ["uniwersytet"] = "[a university]",
        ["universitetet"] = "[a university]",
        ["universiti"] = "[a university]",
        ["universitas"] = "[a university]",
        ["universitatea"] = "[a university]",
        ["universitetas"] = "[a university]",
        ["univerza"] = "[a university]",
        ["sveuciliste"] = "[a university]",
        ["yliopisto"] = "[a university]",
        ["egyetem"] = "[a university]",
        ["politeknik"] = "[a college]",
        ["colaiste"] = "[a school]",
        ["scoil"] = "[a school]",
        ["sekolah"] = "[a school]",
        ["maktab"] = "[a school]",
        ["universitesi"] = "[a university]",
        ["univerzita"] = "[a university]",
        ["politechnika"] = "[a university]",
        ["politecnico"] = "[a university]",
        ["polytechnic"] = "[a college]",
        ["polytechnique"] = "[a university]",
        ["hochschule"] = "[a university]",
        ["fachhochschule"] = "[a university]",
        ["ecole"] = "[a school]",
        ["hogeschool"] = "[a university]",
        ["institute"] = "[an institute]",
        ["institutes"] = "[an institute]",
        ["faculty"] = "[a university]",
        ["institut"] = "[an institute]",
        ["instituto"] = "[an institute]",
        ["vidyapeeth"] = "[a university]",
        ["vishwavidyalaya"] = "[a university]",
        ["college"] = "[a college]",
        ["academy"] = "[an academy]",
        ["school"] = "[a school]",
        ["lycee"] = "[a school]",
        ["gymnasium"] = "[a school]",
        ["liceum"] = "[a school]",
        ["liceo"] = "[a school]",
        ["colegio"] = "[a school]",
        ["vidyalaya"] = "[a school]",
        ["vidyalay"] = "[a school]",
        ["mandir"] = "[a school]",
        ["gymnasie"] = "[a school]",
        ["szkol"] = "[a school]",
        ["szkola"] = "[a school]",
        ["scuola"] = "[a school]",
        ["schule"] = "[a school]",
        ["realschule"] = "[a school]",
        ["gesamtschule"] = "[a school]",
        ["escola"] = "[a school]",
        ["escuela"] = "[a school]",
        ["skola"] = "[a school]",
        ["skole"] = "[a school]",
        ["matriculation"] = "[a school]",
        ["convent"] = "[a school]",
        ["lisesi"] = "[a school]",
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ShortNames = WordSet.Of("""
        suny cuny mit iit iim iiit nit bits vit ucla ucsd ucsb nyu cmu usc utd utsa lsu lsu asu osu ucl lse eth epfl kth ntu nus kaist snu jnu anna iisc isi psg ignou jntu jntuh vtu cusat bhu amu unilag uniben unn
        unisa rgpv aktu uptu gtu rtu wbut makaut lpu kiit nift xlri ukzn uct uitm uplb dlsu unsw rmit qut ubc sfu mcgill uqam unam itesm ufmg ufrj unicamp
        caltech insead hec esade sorbonne yale princeton stanford harvard cornell dartmouth oxford cambridge georgetown purdue rutgers oxbridge tsinghua peking
        """);

    // Short names that are words or names of other things too need a line about education.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OnlyInEducation = WordSet.Of("unisa rgpv aktu uptu gtu rtu wbut makaut lpu kiit nift xlri ukzn uct uitm uplb dlsu unsw rmit qut ubc sfu mcgill uqam unam itesm ufmg ufrj unicamp bits vit isi amu anna hec psg oxford cambridge georgetown stanford princeton cornell purdue nit mit eth asu");

    // Where the name of the school ends and the subject begins.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Subjects = WordSet.Of("""
        bachelor bachelors master masters degree diploma certificate bsc msc ba ma mba bba phd beng meng btech mtech bca mca bcom mcom bs ms be me hons honours honors science sciences arts engineering systems
        computer computing information administration management commerce mathematics physics chemistry biology economics finance accounting law education studies psychology graduate graduated student
        attended from at in with gpa cgpa major minor teacher lecturer professor assistant tutor researcher coach instructor experience present education training academic qualification university college
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Links = WordSet.Of("of for and the de di du des la le del do da d y e fur der and & at in secondaire primaire superieure nationale secundaria superior statale");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Kinds = WordSet.Of("""
        high secondary primary middle grammar public senior junior higher business medical law technical engineering arts science commerce community state national open government govt international
        boarding nursing teacher teachers training vocational graduate summer elementary art music language agricultural polytechnic degree
        """);

    /// <summary>Words that name a sort of school or a degree.</summary>
    public static IEnumerable<string> StudyWords => Heads.Dictionary.Keys.Concat(Subjects.Set).Concat(ShortNames.Set);

    /// <summary>Whether a folded word names a sort of school or a degree.</summary>
    public static bool IsStudyWord(ReadOnlySpan<char> word) => Heads.ContainsKey(word) || Subjects.Contains(word) || ShortNames.Contains(word);

    /// <summary>The words by which this finder begins to look.</summary>
    public static IEnumerable<string> Cues => Heads.Dictionary.Keys.Concat(ShortNames.Set).Concat(["st", "saint", "sta", "sainte", "board", "high"]);

    public void Find(ResumeText resume, Finds finds)
    {
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.Is(WordKinds.Cue) && token.Shape != Shape.Upper || finds.IsFound(token))
                continue;
            var word = resume.Word(token);
            // "Some College": how far somebody came, and no school's name.
            if (word is "college" && resume.WordAt(i - 1) is "some")
                continue;
            if (word is "st" or "saint" or "sta" or "sainte" && token.IsProper && Saint(resume, finds, i))
                continue;
            if ((token.IsProper || token.Shape == Shape.Lower && IsWrittenSmall(resume, i)) && Heads.TryGetValue(word, out var replacement))
                i = Around(resume, finds, i, replacement);
            else if (token.IsProper && ShortNames.Contains(word) && (!OnlyInEducation.Contains(word) || IsEducation(resume, token)))
                i = ShortName(resume, finds, i);
            else if (word is "high" && IsHighAlone(resume, i))
                finds.Add(HiddenKinds.School, resume.Tokens[Left(resume, finds, i)].Start, token.End, "[a school]", "school-high", 80);
            else if (token.Shape == Shape.Upper && IsEducation(resume, token) && IsAcronymLine(resume, i))
                finds.Add(HiddenKinds.School, token.Start, token.End, "[a school]", "school-acronym", 65);
            else if (word is "board" && token.IsProper && IsEducation(resume, token) && i > 0 && resume.Gap(i - 1) is " " && (resume.WordAt(i - 1) is "state" || PlaceWords.IsRegion(resume.WordAt(i - 1))))
                finds.Add(HiddenKinds.School, resume.Tokens[i - 1].Start, token.End, "[a school board]", "school-board", 75);
        }
    }

    // "trinity engineering college" among studies, "Clive school of nursing" anywhere.
    private static bool IsWrittenSmall(ResumeText resume, int i) =>
        i > 0 && resume.Tokens[i - 1] is var before && before.Line == resume.Tokens[i].Line && resume.Gap(i - 1) is " "
        && (IsEducation(resume, before) && !Links.Contains(resume.Word(before)) && (resume.WordAt(i - 1) is not ("my" or "this" or "high" or "our") || resume.WordAt(i - 1) is "high" && IsNamed(resume, i - 2))
            || before.Shape == Shape.Capital && !before.Is(WordKinds.Dictionary | WordKinds.Skill));

    // "lincoln high school"
    private static bool IsNamed(ResumeText resume, int i) =>
        i >= 0 && resume.Gap(i) is " " && resume.Tokens[i].Line == resume.Tokens[i + 1].Line && resume.Tokens[i].Is(WordKinds.Name | WordKinds.Town | WordKinds.SmallTown) && !resume.Tokens[i].Is(WordKinds.Common | WordKinds.Skill);

    // "South Pike High - 1997", "Camden-Rockport High, 1991": among studies it needs no "School" behind it.
    private static bool IsHighAlone(ResumeText resume, int i) =>
        i > 0 && resume.Tokens[i].IsProper && IsEducation(resume, resume.Tokens[i]) && resume.Gap(i - 1) is " " && resume.Tokens[i - 1] is { IsProper: true } name && name.Line == resume.Tokens[i].Line && !Subjects.Contains(resume.Word(name)) && !name.Is(WordKinds.Skill)
        && (i + 1 >= resume.Tokens.Count || resume.Tokens[i + 1].Line != resume.Tokens[i].Line || resume.Gap(i) is " - " or ", " or " \u2013 " or " \u2014 " or " (" || resume.Tokens[i + 1].Shape == Shape.Number);

    // "VSSUT": a line among studies that is nothing but letters which stand for no skill.
    private static bool IsAcronymLine(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        var stretch = resume.Stretches[token.Line];
        return token.Length is >= 4 and <= 8 && stretch.First == i && (stretch.Last == i + 1 || resume.Gap(i) is "," or ", " or " -  ") && stretch.StartsLine
            && !token.Is(WordKinds.Skill | WordKinds.Common) && !Subjects.Contains(resume.Word(token)) && !HeadingWords.Contains(resume.Word(token)) && !DegreeWords.IsAbbreviation(resume.Word(token)) && resume.Word(token) is not ("pmbok" or "iosh" or "nebosh" or "ielts" or "toefl" or "toeic");
    }

    // "St. Brigid's, Cavan": a school among studies, a parish elsewhere; "St. Louis" is a town and "St. Thomas' Hospital" an employer.
    private static bool Saint(ResumeText resume, Finds finds, int index)
    {
        if (index + 1 >= resume.Tokens.Count || resume.Gap(index) is not (" " or ". " or ".") || resume.Tokens[index + 1] is not { Shape: Shape.Capital } saint || finds.IsFound(saint) || saint.Line != resume.Tokens[index].Line)
            return false;
        Span<char> buffer = stackalloc char[64];
        for (var count = 2; count <= 3; count++)
            if (TokenRuns.Join(resume, index, count, buffer) is { IsEmpty: false } words && ((Lexicon.KindsOf(words) & WordKinds.Town) != 0 || PlaceWords.IsRegion(words))) return false;
        // What names its sort further on is found by that; what names a firm stays.
        for (var i = index + 2; i < resume.Tokens.Count && i <= index + 5 && resume.Tokens[i].Line == saint.Line && resume.Tokens[i].IsProper; i++)
            if (Heads.ContainsKey(resume.Word(resume.Tokens[i])) || OrganisationWords.IsFirm(resume.Word(resume.Tokens[i]))) return false;
        if (!saint.Is(WordKinds.Given) || AddressFinder.IsStreetWord(resume.WordAt(index + 2)))
            return false;
        var end = saint.End;
        if (resume.Text.AsSpan(end) is ['\'' or '\u2019', 's' or 'S', ..]) end += 2;
        var isSchool = IsEducation(resume, saint);
        finds.Add(isSchool ? HiddenKinds.School : HiddenKinds.Religion, resume.Tokens[index].Start, end, isSchool ? "[a school]" : "[a parish]", "saint", 75);
        return true;
    }

    private static bool IsEducation(ResumeText resume, Token token) => resume.Sections[token.Line] == Section.Education;

    private static int ShortName(ResumeText resume, Finds finds, int index)
    {
        var last = index;
        // "IIT Bombay": the town belongs to the name.
        if (index + 1 < resume.Tokens.Count && resume.Tokens[index + 1] is { IsProper: true } next && (next.Is(WordKinds.Town) || next.Shape == Shape.Capital && !next.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Name)) && next.Line == resume.Tokens[index].Line && resume.Gap(index) is " " or ", " or "-" or ",")
            last++;
        finds.Add(HiddenKinds.School, resume.Tokens[index].Start, resume.Tokens[last].End, "[a university]", "school-short", 85);
        return last;
    }

    private static int Around(ResumeText resume, Finds finds, int head, string replacement)
    {
        var first = Left(resume, finds, head);
        var last = Right(resume, finds, head);
        var proper = false;
        // "Certified School Counselor" and "Animation School": common words name no school.
        var needsOdd = resume.Word(resume.Tokens[head]) is "school" or "academy" && resume.Sections[resume.Tokens[head].Line] is not (Section.Education or Section.References);
        var hasKind = head > first && Kinds.Contains(resume.WordAt(head - 1));
        for (var i = first; i <= last; i++)
            if (i != head && (resume.Tokens[i].IsProper || resume.Tokens[i].Shape == Shape.Initial || resume.Tokens[head].Shape == Shape.Lower && !resume.Tokens[i].Is(WordKinds.Common) || last > head && IsFacultyOf(resume, head, i)) && !Links.Contains(resume.Word(resume.Tokens[i])) && (!needsOdd || hasKind || IsFacultyOf(resume, head, i) || resume.Tokens[i] is var odd && (!odd.Is(WordKinds.Dictionary) || odd.Is(WordKinds.Name | WordKinds.Town) && !odd.Is(WordKinds.Common))) && (!Kinds.Contains(resume.Word(resume.Tokens[i])) || IsFacultyOf(resume, head, i)) && !Heads.ContainsKey(resume.Word(resume.Tokens[i]))) proper = true;
        // "University" or "High School" alone names no one, and "Gymnasium" may be a place for sport.
        if (!proper || last == head && first == head)
            return last;
        // "West African Senior School Certificate" is a degree; "Westfield High School Diploma" names a school.
        if (IsAfrican(resume, first, head) && resume.WordAt(last + 1) is "certificate" or "leaving" or "examination" or "exam" or "diploma" && resume.Gap(last) is " ")
            return last;
        if (resume.Word(resume.Tokens[head]) is "faculty" && resume.WordAt(head - 1) is "of")
            return last;
        if (first < head && resume.Word(resume.Tokens[head]) is "school" && resume.WordAt(head - 1) is "old" or "after" or "pre")
            return last;
        finds.Add(HiddenKinds.School, resume.Tokens[first].Start, resume.Tokens[last].End, replacement, "school", 90);
        return last;
    }

    private static bool IsAfrican(ResumeText resume, int first, int head)
    {
        for (var i = first; i < head; i++)
            if (resume.WordAt(i) is "african") return true;
        return false;
    }

    // "School of Public Health", "Faculty of Law": with a subject for its name.
    private static bool IsFacultyOf(ResumeText resume, int head, int i) =>
        i > head + 1 && resume.WordAt(head + 1) is "of" && resume.Tokens[i].IsProper && resume.Word(resume.Tokens[head]) is "school" or "college" or "faculty" or "institute";

    private static int Left(ResumeText resume, Finds finds, int head)
    {
        var first = head;
        for (var i = head - 1; i >= 0 && i >= head - Reach; i--)
        {
            var token = resume.Tokens[i];
            var gap = resume.Gap(i);
            if (gap is ". " && (token.Length > 3 || token is { Shape: Shape.Upper, Length: 3 } && resume.Word(token) is not ("sec" or "sen" or "sta" or "ste")) || gap is "&" && token.Shape != Shape.Initial || gap is " " or " & " && token.Is(WordKinds.Skill) && !token.Is(WordKinds.Name | WordKinds.Demonym) && !Kinds.Contains(resume.Word(token)) && i < head - 1)
                break;
            if (token.Line != resume.Tokens[head].Line && !IsWide(resume, i, head) || gap is not (" " or "  " or "   " or "-" or "&" or ". " or " & " or "." or "'s " or "\u2019s " or "' " or "\u2019 "))
                break;
            var word = resume.Word(token);
            if (Subjects.Contains(word) && i < head - 1 && !(Kinds.Contains(word) && i == head - 2) || token.Shape is Shape.Number or Shape.Mixed)
                break;
            // "Downingtown, PA & Fugett School": the letters belong to the town before.
            if (i < head - 1 && gap is " & " && token is { Shape: Shape.Upper, Length: 2 } && PlaceWords.IsStateCode(word))
                break;
            if (token.Shape is Shape.Capital or Shape.Upper or Shape.Initial || resume.Tokens[head].Shape == Shape.Lower && token.Shape == Shape.Lower && !Links.Contains(word) && IsEducation(resume, token))
            {
                if (i == head - 1 && Subjects.Contains(word) && !Kinds.Contains(word)) break;
                first = i;
            }
            else if (!Links.Contains(word) || word is "at" or "in")
            {
                break;
            }
        }
        return first;
    }

    // A text that was set in full lines may have several spaces inside a name: "University  of Pune", "Kenyatta  University".
    private static bool IsWide(ResumeText resume, int i, int head)
    {
        if (resume.Gap(i) is not ("  " or "   ") || i + 1 >= resume.Tokens.Count)
            return false;
        var (left, right) = (resume.Tokens[i], resume.Tokens[i + 1]);
        return i >= head ? Links.Contains(resume.Word(right)) && resume.Word(right) is not ("at" or "in") || Links.Contains(resume.Word(left))
            : i == head - 1 && left.IsProper && (left.Is(WordKinds.Town | WordKinds.SmallTown | WordKinds.Name) && !left.Is(WordKinds.Common | WordKinds.Skill) || resume.Word(left) is "state" or "national" or "technological") && resume.Word(right) is "university" or "college" or "institute";
    }

    private static bool IsSubjectNoun(ReadOnlySpan<char> word) => word is "science" or "sciences" or "arts" or "technology" or "engineering" or "economics" or "management" or "medicine" or "law" or "business" or "studies" or "applied";

    private static int Right(ResumeText resume, Finds finds, int head)
    {
        var last = head;
        var wasLinked = false;
        for (var i = head + 1; i < resume.Tokens.Count && i <= head + Reach + 2; i++)
        {
            var token = resume.Tokens[i];
            // "Colby Community College. LPN"
            if (resume.Gap(i - 1) is ". " && resume.Tokens[i - 1].Length > 4)
                break;
            if (token.Line != resume.Tokens[i - 1].Line && !IsWide(resume, i - 1, head) || resume.Gap(i - 1) is not (" " or "  " or "   " or "-" or ". " or " & " or "'" or "\u2019" or "."))
                break;
            var word = resume.Word(token);
            var linked = last < i - 1;
            // "UNIVERSITY OF ...", "University Of ..."
            if (word is "of" or "for" or "and" or "the" or "de" && i > last)
                continue;
            // "University College Cork"
            if (i == head + 1 && word is "college" && resume.Word(resume.Tokens[head]) is "university" || i == head + 2 && resume.WordAt(head + 1) is "college" && last == head + 1 && token.IsProper && !Subjects.Contains(word))
            {
                last = i;
                continue;
            }
            wasLinked |= linked;
            // "University of Applied Sciences", "School of Public Health"
            if (wasLinked && (token.IsProper || IsSubjectNoun(word)) && (IsSubjectNoun(word) || IsFacultyOf(resume, head, i) && !Subjects.Contains(word) && !token.Is(WordKinds.Skill)))
            {
                last = i;
                continue;
            }
            if (token.IsProper || token.Shape == Shape.Initial)
            {
                // Right of the head a bare word belongs to the name only after a link: "College of Engineering", but "Harvard University Boston".
                if (!linked && i > head + 1 && !resume.Tokens[i - 1].IsProper) break;
                if (!linked && i == head + 1 && (Subjects.Contains(word) || token.Is(WordKinds.Dictionary | WordKinds.Skill) && !Kinds.Contains(word) && resume.Word(resume.Tokens[head]) is not ("lycee" or "liceo" or "colegio" or "escuela" or "escola" or "scuola"))) break;
                if (!linked && i > head + 1 && token.Is(WordKinds.Dictionary | WordKinds.Skill) && !Kinds.Contains(word)) break;
                last = i;
            }
            else if (!Links.Contains(word) || word is "at" or "in")
            {
                break;
            }
        }
        return last;
    }
}
