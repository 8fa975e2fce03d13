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
        caltech insead hec esade sorbonne yale princeton stanford harvard cornell dartmouth oxford cambridge georgetown purdue rutgers oxbridge tsinghua peking
        """);

    // Short names that are words or names of other things too need a line about education.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OnlyInEducation = WordSet.Of("bits vit isi amu anna hec psg oxford cambridge georgetown stanford princeton cornell purdue nit mit eth asu");

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

    /// <summary>Whether a folded word names a sort of school or a degree.</summary>
    public static bool IsStudyWord(ReadOnlySpan<char> word) => Heads.ContainsKey(word) || Subjects.Contains(word) || ShortNames.Contains(word);

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.School))
            return;
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (finds.IsFound(token))
                continue;
            var word = resume.Word(token);
            if (word is "st" or "saint" or "sta" or "sainte" && token.IsProper && Saint(resume, finds, i))
                continue;
            if (token.IsProper && Heads.TryGetValue(word, out var replacement))
                i = Around(resume, finds, i, replacement);
            else if (token.IsProper && ShortNames.Contains(word) && (!OnlyInEducation.Contains(word) || IsEducation(resume, token)))
                i = ShortName(resume, finds, i);
        }
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
        var needsOdd = resume.Word(resume.Tokens[head]) is "school" or "academy";
        var hasKind = head > first && Kinds.Contains(resume.WordAt(head - 1));
        for (var i = first; i <= last; i++)
            if (i != head && resume.Tokens[i].IsProper && !Links.Contains(resume.Word(resume.Tokens[i])) && (!needsOdd || hasKind || resume.Tokens[i] is var odd && (!odd.Is(WordKinds.Dictionary) || odd.Is(WordKinds.Name | WordKinds.Town) && !odd.Is(WordKinds.Common))) && !Kinds.Contains(resume.Word(resume.Tokens[i])) && !Heads.ContainsKey(resume.Word(resume.Tokens[i]))) proper = true;
        // "University" or "High School" alone names no one, and "Gymnasium" may be a place for sport.
        if (!proper || last == head && first == head)
            return last;
        if (first < head && resume.Word(resume.Tokens[head]) is "school" && resume.WordAt(head - 1) is "old" or "after" or "pre")
            return last;
        finds.Add(HiddenKinds.School, resume.Tokens[first].Start, resume.Tokens[last].End, replacement, "school", 90);
        return last;
    }

    private static int Left(ResumeText resume, Finds finds, int head)
    {
        var first = head;
        for (var i = head - 1; i >= 0 && i >= head - Reach; i--)
        {
            var token = resume.Tokens[i];
            var gap = resume.Gap(i);
            if (gap is ". " && token.Length > 3 || gap is " " or " & " && token.Is(WordKinds.Skill) && !token.Is(WordKinds.Name) && i < head - 1)
                break;
            if (token.Line != resume.Tokens[head].Line || gap is not (" " or "-" or ". " or " & " or "." or "'s " or "\u2019s " or "' " or "\u2019 "))
                break;
            var word = resume.Word(token);
            if (Subjects.Contains(word) && i < head - 1 && !(Kinds.Contains(word) && i == head - 2) || token.Shape is Shape.Number or Shape.Mixed)
                break;
            if (token.Shape is Shape.Capital or Shape.Upper or Shape.Initial)
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

    private static bool IsSubjectNoun(ReadOnlySpan<char> word) => word is "science" or "sciences" or "arts" or "technology" or "engineering" or "economics" or "management" or "medicine" or "law" or "business" or "studies" or "applied";

    private static int Right(ResumeText resume, Finds finds, int head)
    {
        var last = head;
        var wasLinked = false;
        for (var i = head + 1; i < resume.Tokens.Count && i <= head + Reach + 2; i++)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[head].Line || resume.Gap(i - 1) is not (" " or "-" or ". " or " & " or "'" or "\u2019" or "."))
                break;
            var word = resume.Word(token);
            var linked = last < i - 1;
            wasLinked |= linked;
            // "University of Applied Sciences"
            if (wasLinked && token.IsProper && IsSubjectNoun(word))
            {
                last = i;
                continue;
            }
            if (token.IsProper || token.Shape == Shape.Initial)
            {
                // Right of the head a bare word belongs to the name only after a link: "College of Engineering", but "Harvard University Boston".
                if (!linked && i > head + 1 && !resume.Tokens[i - 1].IsProper) break;
                if (!linked && i == head + 1 && (Subjects.Contains(word) || token.Is(WordKinds.Dictionary | WordKinds.Skill) && !Kinds.Contains(word))) break;
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
