using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>What stands around a word and tells whether a place is meant: marks, prepositions, jobs, firms, dates, names and other places.</summary>
internal static class PlaceEvidence
{
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = WordSet.Of("in at from near to around outside based located within greater downtown central moved relocate relocating");

    // "..., Ohio", "..., OH", "..., India": what follows says that this is a place.
    public static bool IsFollowedByPlace(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Gap(last) is not (", " or "," or " - " or "/" or " (" or ",  " or "  " or ". " or ",\n" or ", \n"))
            return false;
        var next = resume.Tokens[last + 1];
        var isSmall = resume.ShunsCapitals && next.Shape == Shape.Lower && !next.Is(WordKinds.Common);
        if (!next.IsProper && !isSmall)
            return false;
        if ((next.Shape == Shape.Upper || isSmall && !PlaceWords.IsDoubtfulCode(resume.Word(next))) && next.Length is 2 or 3 && (PlaceWords.IsStateCode(resume.Word(next)) || PlaceWords.IsCountry(resume.Word(next)))) return true;
        // "Brookville, Pa."
        if (next.Shape == Shape.Capital && next.End < resume.Text.Length && resume.Text[next.End] == '.' && PlaceWords.IsShortState(resume.Word(next))) return true;
        Span<char> buffer = stackalloc char[64];
        return ListedPlaces.Longest(resume, last + 1, buffer) is (PlaceSort.Country or PlaceSort.Region, _);
    }

    public static bool IsAfterPlace(ResumeText resume, Finds finds, int first)
    {
        var before = first - 1;
        var isJoined = resume.WordAt(before) is "and" or "or" && resume.Gap(before) is " ";
        if (isJoined) before--;
        if (before < 0 || finds.At(resume.Tokens[before].Start) is not { } place || place.Kind is not (HiddenKinds.Place or HiddenKinds.Address or HiddenKinds.School))
            return false;
        var between = resume.Text.AsSpan(place.End, resume.Tokens[isJoined ? before + 1 : first].Start - place.End);
        return isJoined ? between is " " or ", " : between is " & " or ", " or " , " or ",  " or " - " or "," or "/" or " / " or " \u2013 " or " " or "-" or ",\n" or "\n" or " (" or "; ";
    }

    // "Oscoda, Tawas City, Gaylord": behind two places and commas what lists know for a town is a third one.
    public static bool IsAfterPlaces(ResumeText resume, Finds finds, int first) =>
        first > 1 && resume.Gap(first - 1) is ", " && IsAfterPlace(resume, finds, first) && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.Place } place
        && resume.TokenFrom(place.Start) is > 0 and var before && resume.Gap(before - 1) is ", " && IsAfterPlace(resume, finds, before);

    // "Atlanta and Savannah", "Japan & China"
    public static bool IsJoined(ResumeText resume, int first) => resume.WordAt(first - 1) is "and" or "or" && resume.Gap(first - 1) is " " || first > 0 && resume.Gap(first - 1) is " & ";

    // "69002 Lyon"
    public static bool IsAfterPostcode(ResumeText resume, int first) =>
        first > 0 && resume.Tokens[first - 1] is { Shape: Shape.Number, Length: 4 or 5 } number && resume.Gap(first - 1) is " "
        && !(number.Length == 4 && resume.Text[number.Start] is '1' or '2' && resume.Text[number.Start + 1] is '9' or '0');

    // "Boston Consulting Group" is an employer: a capitalised word follows that is no place itself.
    public static bool StartsOrganisation(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1] is not { IsProper: true } next)
            return false;
        if (resume.Gap(last) is not (" " or " & " or "-") || next.Line != resume.Tokens[last].Line)
            return false;
        return !next.Is(WordKinds.Town) && !PlaceWords.IsCountry(resume.Word(next)) && !PlaceWords.IsRegion(resume.Word(next))
            && !PlaceWords.IsSuffix(resume.Word(next)) && resume.Word(next) is not ("office" or "branch")
            && next.Is(WordKinds.Skill | WordKinds.Common) && next.Shape == resume.Tokens[last].Shape && !IsMonth(resume.Word(next)) && resume.Word(next) is not ("summer" or "spring" or "fall" or "autumn" or "winter") && !resume.Gap(last + 1).StartsWith(":") && !HeadingWords.Contains(resume.Word(next));
    }

    // By three letters, as many languages begin them.
    public static bool IsMonth(ReadOnlySpan<char> word) =>
        word.Length >= 3 && word[..3] is "jan" or "feb" or "mar" or "apr" or "may" or "jun" or "jul" or "aug" or "sep" or "oct" or "nov" or "dec";

    // "Pennine Exchange, Manchester    2012": a line that ends with a town after a comma, or is nothing but the town.
    public static bool EndsStretch(ResumeText resume, int first, Token last)
    {
        var stretch = resume.Stretches[last.Line];
        var isEnd = Gaps.AtEnd(resume.Text.AsSpan(last.End, Math.Min(40, stretch.End - last.End))) || OnlyDatesFollow(resume, first, last, stretch);
        if (!isEnd)
            return false;
        var isWhole = first == stretch.First;
        return isWhole || resume.Gap(first - 1) is ", " or " , " or ",  " or " - " or " \u2013 " or " \u2014 " or " / " or " (" or "," or ": ";
    }

    // "Acme, Denver, 05/2022 - present"
    private static bool OnlyDatesFollow(ResumeText resume, int first, Token last, Stretch stretch)
    {
        const int Most = 8;
        var i = first;
        while (resume.Tokens[i].Start < last.Start) i++;
        if (stretch.Last - i > Most || resume.Gap(i) is not (", " or " (" or " " or " - " or " / " or " \u2013 " or " \u2014 "))
            return false;
        for (i++; i < stretch.Last; i++)
            if (resume.Tokens[i].Shape != Shape.Number && !IsMonth(resume.Word(resume.Tokens[i])) && resume.Word(resume.Tokens[i]) is not ("present" or "now" or "to" or "date" or "current" or "today" or "till" or "since" or "until")) return false;
        return true;
    }

    // "Advocates, Nairobi, a firm of", "Restaurant (Cork)", "Microsoft -  Redmond -": marks on both sides.
    public static bool IsApart(ResumeText resume, int first, int last, bool isBig)
    {
        var token = resume.Tokens[first];
        var before = first == 0 ? [] : resume.Gap(first - 1);
        var after = resume.Gap(last);
        if (before.EndsWith(" (") && after.StartsWith(")"))
            return true;
        if (token.Is(WordKinds.Common))
            return false;
        // "Bosch, Bursa (Summer 2020)"
        if (isBig && before is ", " && after.StartsWith(" (") && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var dated && (dated.Shape == Shape.Number || IsMonth(resume.Word(dated)) || resume.Word(dated) is "summer" or "winter" or "spring" or "autumn" or "fall"))
            return true;
        // "Culture Amp \u2014 Melbourne (2 days)", "Sabbaticals: Trondheim (1995)"
        if (isBig && before is " \u2014 " or " \u2013 " && after is " (" || before is ": " && IsDated(resume, last) && after is " (")
            return true;
        if (before.StartsWith(" -  ") && first == resume.Stretches[token.Line].First)
            return true;
        if (!isBig || before is not ", " || !after.StartsWith(","))
            return false;
        // In a list of tools "Derby" is one.
        for (var i = first - 1; i <= Math.Min(last + 1, resume.Tokens.Count - 1); i++)
            if (resume.Tokens[i].Is(WordKinds.Skill) && !IsMonth(resume.Word(resume.Tokens[i])) && !SkillWords.IsJob(resume.Word(resume.Tokens[i])) || resume.Tokens[i].Shape == Shape.Mixed) return false;
        return resume.Tokens[first - 1].IsProper;
    }

    // A village is believed at the top where nothing stands beside it.
    public static bool IsAlone(ResumeText resume, int first, Token last)
    {
        var stretch = resume.Stretches[last.Line];
        return (resume.Tokens[first].Start == resume.Tokens[stretch.First].Start || resume.Gap(first - 1) is ", " or " - " or ": ") && (last.End >= stretch.End || resume.Text[last.End] is ',' or '.' or ' ' && resume.Tokens[stretch.Last - 1].End == last.End);
    }

    // "Fargo, North Dakota": nothing else on the line.
    public static bool IsWholeLine(ResumeText resume, int first, int count) =>
        resume.Stretches[resume.Tokens[first].Line] is var line && line.First == first && line.Last - first <= count + 3 && resume.Gap(first + count - 1) is ", " or ",";

    public static bool IsInCapitals(ResumeText resume, int line)
    {
        for (var i = resume.Stretches[line].First; i < resume.Stretches[line].Last; i++)
            if (resume.Tokens[i].Shape is Shape.Capital or Shape.Lower && resume.Tokens[i].Length > 2) return false;
        return true;
    }

    // "graphic designer, bristol"
    public static bool IsAfterJob(ResumeText resume, int first) =>
        first > 1 && resume.Tokens[first - 1] is var before && before.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is ", " && (before.Is(WordKinds.Common) && !before.Is(WordKinds.Name) || SkillWords.IsJob(resume.Word(before)));

    // "Waiter, part-time, Luca's pizza, Nydalen": a line of a job's title and an employer, with no tool in it.
    public static bool IsJobAndFirm(ResumeText resume, int i)
    {
        var stretch = resume.Stretches[resume.Tokens[i].Line];
        // "2015-2018 junior designer, Studio Owl, Hackney"
        var start = stretch.First;
        while (start < i && resume.Tokens[start].Shape == Shape.Number) start++;
        if (resume.Sections[resume.Tokens[i].Line] is not Section.Other && start == stretch.First || i - start is < 3 or > 8 || !resume.Tokens[start].IsProper && !SkillWords.IsJob(resume.Word(resume.Tokens[start])) && !SkillWords.IsJob(resume.Word(resume.Tokens[start + 1])))
            return false;
        var isJob = false;
        for (var at = start; at < i; at++)
        {
            var isTitle = SkillWords.IsJob(resume.Word(resume.Tokens[at]));
            if (resume.Tokens[at].Is(WordKinds.Skill) && !isTitle && resume.Word(resume.Tokens[at]) is not ("junior" or "senior" or "lead" or "assistant" or "studio" or "house")) return false;
            isJob |= isTitle;
        }
        return isJob;
    }

    // "Wilko, Fox Valley: Team Leader", "SRK, Illovo - Senior Scientist": an employer and a comma before, a mark and a job's title behind.
    public static bool IsBetweenFirmAndJob(ResumeText resume, int first, int last)
    {
        const int MostWords = 4;
        var stretch = resume.Stretches[resume.Tokens[first].Line];
        if (first - stretch.First is < 1 or > MostWords || last + 1 >= stretch.Last || resume.Gap(first - 1) is not ", " || resume.Gap(last) is not (": " or " - " or " \u2013 " or " \u2014 "))
            return false;
        for (var i = stretch.First; i < first; i++)
            if (SkillWords.IsJob(resume.Word(resume.Tokens[i])) || resume.Tokens[i].Shape == Shape.Number) return false;
        for (var i = last + 1; i < Math.Min(stretch.Last, last + MostWords); i++)
            if (SkillWords.IsJob(resume.Word(resume.Tokens[i])) || resume.Word(resume.Tokens[i]) is "leader" or "worker" or "member") return true;
        return false;
    }

    // "Tata Steel, Port Talbot. Apprentice, then", "PLC, Makuyu, 2016", "rescue, Lenggries; member": behind a comma, and the sentence or the dates tell that nothing more belongs to it.
    public static bool IsBehindComma(ResumeText resume, Tagged tags, int first, int last)
    {
        if (first < 2 || resume.Gap(first - 1) is not (", " or ",\n") || tags[first] == Tag.Person || tags[first - 1] == Tag.Person || !IsClosed(resume, last))
            return false;
        var before = resume.Tokens[first - 1];
        // "Kotlin, Java, Salem." is a list of tools.
        return (!before.Is(WordKinds.Skill) && before.Shape is not Shape.Initial || OrganisationWords.IsFirm(resume.Word(before)) || SkillWords.IsJob(resume.Word(before)));
    }

    /// <summary>Whether a sentence ends behind a token, or a year or a month follows.</summary>
    public static bool IsClosed(ResumeText resume, int last) => resume.Gap(last) is var gap && (gap.StartsWith(". ") || gap.StartsWith(".\n") || gap.StartsWith(";") || gap is " (" or " - " or " \u2013 " or " \u2014 " || IsDated(resume, last));

    // ", 2016", ". March 2021", " (12 2019"
    public static bool IsDated(ResumeText resume, int last) =>
        last + 1 < resume.Tokens.Count && resume.Gap(last) is ", " or ". " or ".  " or " (" or ": " or " \u2013 " or " \u2014 "
        && resume.Tokens[last + 1] is var next && (next is { Shape: Shape.Number, Length: 4 } && resume.Text[next.Start] is '1' or '2' || next.IsProper && IsMonth(resume.Word(next)));

    // "sous chef in Dingle for four seasons", "near Creede": a town that people are called after, too.
    public static bool IsIn(ResumeText resume, int first, int last) =>
        first > 1 && resume.WordAt(first - 1) is "in" or "near" or "around" or "outside" && resume.Gap(first - 1) is " " && resume.Gap(first - 2) is " " && resume.Tokens[first - 2].Shape == Shape.Lower
        && (!resume.Tokens[first].Is(WordKinds.Common) || resume.Tokens[first].Is(WordKinds.Town))
        && (last + 1 >= resume.Tokens.Count || !resume.Tokens[last + 1].IsProper || resume.Gap(last) is not (" " or "-" or "'s "));

    // "within 100 miles of Andrews", "out of Pecos", "just north of Tolleson"
    public static bool IsAtDistance(ResumeText resume, int first) =>
        first > 1 && resume.WordAt(first - 1) is "of" && resume.Gap(first - 1) is " " && resume.Gap(first - 2) is " "
        && resume.WordAt(first - 2) is "out" or "outside" or "miles" or "mi" or "km" or "kilometres" or "kilometers" or "minutes" or "hour" or "north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest" or "outskirts" or "suburb" or "suburbs" or "city" or "town" or "village" or "borough" or "municipality";

    // "Treorchy to Barry", "near Creede and Saguache", "(Northfleet, Aylesford, Snodland)": what is nothing but a place stands behind it.
    public static bool IsJoinedToTown(ResumeText resume, int first, int last)
    {
        const WordKinds Else = WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill;
        var gap = resume.Gap(last);
        var isWord = gap is " " && resume.WordAt(last + 1) is "and" or "or" or "to" && resume.Gap(last + 1) is " ";
        if (!isWord && gap is not (", " or " & " or "/" or " / " or ",\n" or "\u2013"))
            return false;
        var next = isWord ? last + 2 : last + 1;
        if (next >= resume.Tokens.Count || resume.Tokens[next] is not { Shape: Shape.Capital } other)
            return false;
        Span<char> buffer = stackalloc char[64];
        var (sort, count) = ListedPlaces.Longest(resume, next, buffer);
        var isPlace = sort != PlaceSort.None && (count > 1 || !other.Is(Else)) && other.Length > 3;
        isPlace |= isWord && (other.Kinds & ~WordKinds.PlaceStart) == WordKinds.None && other.Length > 3 && resume.WordAt(last + 1) is "and" or "or";
        isPlace |= isWord && resume.WordAt(last + 1) is "to" && sort != PlaceSort.None && !other.Is(WordKinds.Dictionary | WordKinds.Skill);
        // The other is no town where a firm's name goes on; nor is either in a list that began with a tool.
        return isPlace && !OrganisationWords.Follow(resume, next + count - 1) && !StartsOrganisation(resume, next + count - 1) && !(first > 0 && resume.Gap(first - 1) is ", " && resume.Tokens[first - 1].Is(WordKinds.Skill));
    }

    // "Margate-based"
    public static bool IsBased(ResumeText resume, int last) => resume.Gap(last) is "-" && resume.WordAt(last + 1) is "based";

    // "the library of Machynlleth": a long word that is nothing but a village.
    public static bool IsOfVillage(ResumeText resume, int first) =>
        first > 1 && resume.Tokens[first].Length >= 7 && resume.WordAt(first - 1) is "of" && resume.Gap(first - 1) is " " && resume.Tokens[first - 2].Shape == Shape.Lower;

    public static bool IsBesideName(ResumeText resume, int first) =>
        first > 0 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1] is { IsProper: true } before && before.Is(WordKinds.Name)
        || first + 1 < resume.Tokens.Count && resume.Gap(first) is " " && resume.Tokens[first + 1] is { IsProper: true } after && (after.Is(WordKinds.Name) || !after.Is(WordKinds.Dictionary));

    // "Dongsheng Xu", "Yuna Matsumoto": beside a word that is nothing but a name.
    public static bool IsBesidePureName(ResumeText resume, int town)
    {
        const WordKinds Other = WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym;
        static bool IsPure(Token token, WordKinds kind) => token.Shape == Shape.Capital && token.Is(kind) && token.Is(WordKinds.Frequent) && !token.Is(Other);
        var token = resume.Tokens[town];
        if (token.Shape != Shape.Capital)
            return false;
        // "Carlos Garcia", "Guadalupe Lopez": both may be towns too.
        if (ChineseNames.End(resume, town) > 0 || ChineseNames.End(resume, town - 1) >= town || NamePairFinder.IsPairOfNames(resume, town - 1) || NamePairFinder.IsPairOfNames(resume, town))
            return true;
        return town > 0 && resume.Tokens[town - 1].Line == token.Line && resume.Gap(town - 1) is " " && IsPure(resume.Tokens[town - 1], WordKinds.Given)
            || town + 1 < resume.Tokens.Count && resume.Tokens[town + 1].Line == token.Line && resume.Gap(town) is " " && IsPure(resume.Tokens[town + 1], WordKinds.Surname) && !OrganisationWords.Follow(resume, town + 1);
    }

    public static bool IsPartOfName(ResumeText resume, Tagged tags, int first, int count)
    {
        for (var i = first; i < first + count; i++)
            if (tags[i] != Tag.Person) return false;
        // "Kmart Ballarat": nothing but a town, and a large one.
        if (count == 1 && resume.Tokens[first] is { Shape: Shape.Capital } town && town.Is(WordKinds.BigTown) && !town.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill))
            return false;
        // "SANTA CLARA REGION"
        if (PlaceWords.IsSuffix(resume.WordAt(first + count)) && resume.Gap(first + count - 1) is " ")
            return false;
        // "Mueller, Kyle" is a name where nothing else stands; "Nairobi, Kitui" are places.
        var isShort = resume.Stretches[resume.Tokens[first].Line] is var line && line.Last - line.First <= 4;
        bool Joins(ReadOnlySpan<char> gap) => gap is " " or "-" or ". " || isShort && gap is ", " && resume.Tokens[first - 1 >= 0 ? first - 1 : first].Shape == resume.Tokens[first].Shape;
        return first > 0 && tags[first - 1] == Tag.Person && Joins(resume.Gap(first - 1)) || tags[first + count] == Tag.Person && Joins(resume.Gap(first + count - 1));
    }
}
