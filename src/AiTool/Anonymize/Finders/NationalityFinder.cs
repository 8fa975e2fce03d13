using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Nationality, origin and permission to work. Languages stay, though many bear the same word.</summary>
internal sealed class NationalityFinder : IFind
{
    // Words for a people that name no language.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PeopleOnly = WordSet.Of("""
        indian nigerian american british pakistani bangladeshi kenyan ghanaian egyptian moroccan algerian tunisian syrian iraqi iranian lebanese jordanian saudi emirati kuwaiti qatari yemeni afghan
        mexican brazilian argentine argentinian colombian venezuelan peruvian chilean cuban canadian australian austrian belgian swiss irish scottish welsh taiwanese singaporean malaysian filipino filipina
        ethiopian eritrean sudanese somalian ugandan tanzanian zimbabwean zambian cameroonian senegalese ivorian congolese rwandan angolan jamaican haitian israeli cypriot maltese kosovar moldovan
        kazakh sri lankan korean african asian hispanic latino latina latinx caucasian punjabi
        """);

    // Of these the ones that are spoken too: on a line of languages they are tastes, not origin.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AlsoSpoken = WordSet.Of("irish welsh punjabi korean filipino kazakh maltese");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ethnicities = WordSet.Of("african asian hispanic latino latina latinx caucasian");

    // Peoples of one country, most of whom have a language of the same name.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Peoples = WordSet.Of("""
        kikuyu luo luhya kalenjin kamba kisii meru maasai masai samburu igbo yoruba hausa fulani ijaw tiv akan ashanti asante ewe fante zulu xhosa sotho tswana venda shona ndebele tutsi hutu oromo amhara tigray tigrinya
        pashtun pathan tajik hazara baloch sindhi uzbek uyghur uighur manchu zhuang hmong hakka cantonese roma romani sinti kurdish kurd berber amazigh druze copt coptic tamil sinhalese dalit brahmin kshatriya vaishya rajput jat marwari
        cherokee navajo sioux inuit maori aboriginal rohingya karen javanese sundanese batak ilocano visayan cebuano quechua aymara mapuche creole
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OfLanguages = WordSet.Of(
        "language languages fluent native speak speaks speaking spoken written mother tongue basic bilingual conversational proficient translator translation interpreter lessons literature english french arabic swahili hindi german spanish");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Status = WordSet.Of("citizen citizens citizenship national nationality nationals passport origin descent born resident heritage roots parents ancestry immigrant immigrants expat");

    /// <summary>The words by which this finder begins to look.</summary>
    public static IEnumerable<string> Cues => PeopleOnly.Set.Concat(Peoples.Set).Concat(["citizen", "citizenship", "visa", "permit", "card"]);

    public void Find(ResumeText resume, Finds finds)
    {
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.Is(WordKinds.Cue | WordKinds.Demonym) || finds.IsFound(token))
                continue;
            var word = resume.Word(token);
            if (token.IsProper && (token.Is(WordKinds.Demonym) || PeopleOnly.Contains(word)))
                People(resume, finds, i);
            else if (token.IsProper && Peoples.Contains(word))
                People(resume, finds, i, token);
            else if (word is "citizen" or "citizenship" or "visa" or "permit" or "card")
                Permission(resume, finds, i);
        }
    }

    private static void People(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        var word = resume.Word(token);
        var isStatus = Status.Contains(resume.WordAt(i + 1)) && resume.Gap(i) is " " or "-";
        // "Polish by birth", "Nationality - Polish"
        if (resume.WordAt(i + 1) is "by" && resume.WordAt(i + 2) is "birth" || resume.WordAt(i - 1) is "nationality" or "citizenship" or "citizen" && resume.Gap(i - 1) is " - " or " \u2013 " or "- " or " " or " ] " or ": " or ":")
        {
            var first = i > 0 && resume.WordAt(i - 1) is "south" or "north" or "sri" or "new" && resume.Gap(i - 1) is " " ? i - 1 : i;
            finds.Add(HiddenKinds.Nationality, resume.Tokens[first].Start, token.End, "[nationality]", "nationality", 90);
            return;
        }
        if (isStatus)
        {
            var first = i > 0 && resume.WordAt(i - 1) is "south" or "north" or "sri" or "new" && resume.Gap(i - 1) is " " ? i - 1 : i;
            finds.Add(HiddenKinds.Nationality, resume.Tokens[first].Start, resume.Tokens[i + 1].End, "[nationality]", "nationality", 92);
            return;
        }
        // "Dual Polish/Dutch citizen"
        if (resume.Gap(i) is "/" or " / " && i + 2 < resume.Tokens.Count && (resume.Tokens[i + 1].Is(WordKinds.Demonym) || PeopleOnly.Contains(resume.WordAt(i + 1))) && Status.Contains(resume.WordAt(i + 2)))
        {
            finds.Add(HiddenKinds.Nationality, token.Start, token.End, "[nationality]", "nationality", 85);
            return;
        }
        // "Swedish, born 1968", "South African. Single": beside other personal facts it is no language.
        if (StandsAlone(resume, i, out var from) && resume.Sections[token.Line] is Section.Top or Section.Personal && IsAmongFacts(resume, finds, token.Line))
        {
            finds.Add(HiddenKinds.Nationality, resume.Tokens[from].Start, token.End, "[nationality]", "nationality", 80);
            return;
        }
        // "Indian Railways" and "British Airways" employ people; "Indian cuisine" is a skill.
        var isNamed = i + 1 < resume.Tokens.Count && resume.Gap(i) is " " or "-" && (resume.Tokens[i + 1].IsProper || resume.Tokens[i + 1].Shape == Shape.Lower);
        if (!PeopleOnly.Contains(word) || isNamed && resume.Sections[token.Line] is not (Section.Top or Section.Personal))
            return;
        if (i > 0 && resume.Tokens[i - 1].IsProper && resume.Gap(i - 1) is " ")
            return;
        if (AlsoSpoken.Contains(word) && (resume.Sections.IsLanguages(token.Line) || SpeaksOfLanguages(resume, i)))
            return;
        var isEthnicity = Ethnicities.Contains(word);
        finds.Add(isEthnicity ? HiddenKinds.Ethnicity : HiddenKinds.Nationality, token.Start, token.End, isEthnicity ? "[ethnicity]" : "[nationality]", "nationality", 70);
    }

    // Marks on both sides, or the end of the line.
    private static bool StandsAlone(ResumeText resume, int i, out int from)
    {
        from = i > 0 && resume.WordAt(i - 1) is "south" or "north" or "sri" or "new" && resume.Gap(i - 1) is " " ? i - 1 : i;
        var after = resume.Gap(i);
        if (!(after.IsEmpty || after[0] is ',' or '.' or ';' or '|' or '\n'))
            return false;
        return after.StartsWith(",") || from == 0 || resume.Tokens[from - 1].Line != resume.Tokens[from].Line || resume.Gap(from - 1) is ", " or ". " or "; " or " | " or " / ";
    }

    // "Kikuyu" says who one is, unless its line speaks of languages; "ethnic Tamil" says it there too.
    private static void People(ResumeText resume, Finds finds, int i, Token token)
    {
        var isSaid = Status.Contains(resume.WordAt(i + 1)) || resume.WordAt(i + 1) is "tribe" or "clan" or "caste" or "family" or "community" or "people" || resume.WordAt(i - 1) is "ethnic" or "tribe" or "caste" or "a" or "an";
        if (!isSaid && SpeaksOfLanguages(resume, i))
            return;
        if (isSaid || token.Shape == Shape.Capital && !resume.Sections.IsLanguages(token.Line))
            finds.Add(HiddenKinds.Ethnicity, token.Start, token.End, "[ethnicity]", "people", 75);
    }

    private static bool SpeaksOfLanguages(ResumeText resume, int i)
    {
        const int Near = 12;
        var stretch = resume.Stretches[resume.Tokens[i].Line];
        for (var near = Math.Max(stretch.First, i - Near); near < Math.Min(stretch.Last, i + Near); near++)
            if (OfLanguages.Contains(resume.Word(resume.Tokens[near]))) return true;
        return false;
    }

    private static bool IsAmongFacts(ResumeText resume, Finds finds, int line)
    {
        const int Near = 20;
        var stretch = resume.Stretches[line];
        for (var i = stretch.First; i < Math.Min(stretch.Last, stretch.First + Near); i++)
            if (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.BirthDate or HiddenKinds.Age or HiddenKinds.Marital or HiddenKinds.Gender }) return true;
        return false;
    }

    // "US citizen", "skilled worker visa", "green card": whether a person may work is asked for elsewhere.
    private static void Permission(ResumeText resume, Finds finds, int i)
    {
        if (i == 0)
            return;
        var before = resume.WordAt(i - 1);
        var first = i - 1;
        if (resume.Word(resume.Tokens[i]) is "citizen" or "citizenship")
        {
            if (!resume.Tokens[first].IsProper || resume.Gap(first) is not (" " or "-") && !resume.Gap(first).StartsWith(". ")) return;
            if (before is "senior" or "corporate" or "global") return;
        }
        else if (before is "worker" or "work" or "student" or "residence" or "dependent" or "spouse" or "visitor" or "h1b" or "green" or "blue")
        {
            if (before is "worker" && first > 0 && resume.WordAt(first - 1) is "skilled") first--;
        }
        else
        {
            return;
        }
        if (finds.IsFound(resume.Tokens[first]) && finds.At(resume.Tokens[first].Start)!.Value.Kind is not HiddenKinds.Place)
            return;
        finds.Add(HiddenKinds.Nationality, resume.Tokens[first].Start, resume.Tokens[i].End, "[right to work]", "permission", 80);
    }
}
