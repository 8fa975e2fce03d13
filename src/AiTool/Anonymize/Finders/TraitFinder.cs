using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Religion, marital and family status, health, military service, politics, unions and photographs, where they speak of the person.</summary>
internal sealed partial class TraitFinder : IFind
{
    private sealed record Trait(TraitGroups Group, string Kind, string Replacement, Regex Pattern, bool OnlyPersonal = false);

    private static readonly Trait[] Traits =
    [
        new(TraitGroups.Belief, HiddenKinds.Religion, "[religion]", Religion()),
        new(TraitGroups.Belief, HiddenKinds.Religion, "[a place of worship]", Worship()),
        new(TraitGroups.Marriage, HiddenKinds.Marital, "[marital status]", Marital(), OnlyPersonal: true),
        new(TraitGroups.Marriage, HiddenKinds.Marital, "[marital status]", MarriedTo()),
        new(TraitGroups.Family, HiddenKinds.Family, "[family]", Family()),
        new(TraitGroups.Health, HiddenKinds.Health, "[health]", Health()),
        new(TraitGroups.Service, HiddenKinds.Military, "[military service]", Military()),
        new(TraitGroups.Politics, HiddenKinds.Politics, "[politics]", Politics()),
        new(TraitGroups.Politics, HiddenKinds.Union, "[a trade union]", Union()),
        new(TraitGroups.Societies, HiddenKinds.Gender, "[an association]", GenderedSocieties()),
        new(TraitGroups.Societies, HiddenKinds.Gender, "", WomensTeams()),
        new(TraitGroups.Societies, HiddenKinds.Ethnicity, "[an association]", EthnicSocieties()),
        new(TraitGroups.Societies, HiddenKinds.Photo, "[photo]", Photo(), OnlyPersonal: true),
    ];

    public void Find(ResumeText resume, Finds finds)
    {
        foreach (var stretch in resume.Stretches)
        {
            if (GroupsIn(resume, stretch) is var groups && groups == TraitGroups.None)
                continue;
            foreach (var trait in Traits)
                if ((trait.Group & groups) != 0 && finds.Hides(trait.Kind)) Find(resume, finds, stretch, trait);
        }
    }

    private static TraitGroups GroupsIn(ResumeText resume, Stretch stretch)
    {
        var groups = TraitGroups.None;
        for (var i = stretch.First; i < stretch.Last; i++)
            if (resume.Tokens[i].Is(WordKinds.Trait)) groups |= TraitWords.GroupsOf(resume.Word(resume.Tokens[i]));
        return groups;
    }

    private static void Find(ResumeText resume, Finds finds, Stretch stretch, Trait trait)
    {
        foreach (var match in trait.Pattern.EnumerateMatches(resume.Folded[stretch.Start..stretch.End]))
        {
            var (start, end) = (stretch.Start + match.Index, stretch.Start + match.Index + match.Length);
            if (!trait.OnlyPersonal || IsPersonal(resume, start, end))
                finds.Add(trait.Kind, start, end, trait.Replacement, "trait", 82);
        }
    }

    // "24 years old, single" near the top or among personal details; "single page applications" is a skill.
    private static bool IsPersonal(ResumeText resume, int start, int end)
    {
        var token = resume.TokenFrom(start);
        if (token >= resume.Tokens.Count || resume.Sections[resume.Tokens[token].Line] is not (Section.Top or Section.Personal))
            return false;
        return end >= resume.Text.Length || resume.Text[end] is ',' or '\n' or ';' or '|' or '.' or ')' or '/' || resume.Text.AsSpan(end).StartsWith(" with") || resume.Text.AsSpan(end).StartsWith("  ");
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 10_000;

    [GeneratedRegex(@"\b(practi[sc]ing |devout |born[- ]again |orthodox |roman )?(christian|catholic|protestant|baptist|methodist|lutheran|anglican|evangelical|pentecostal|presbyterian|mormon|muslim|islamic|sunni|shia|hindu|sikh|buddhist|jain|jewish|zoroastrian|bahai|atheist|agnostic)s?\b(?! (dior|louboutin|law|banking|finance|studies|history|art|literature|architecture|world|philosophy|theology))", Options, Limit)]
    private static partial Regex Religion();

    [GeneratedRegex(@"\b(st\.? [a-z]{3,15}('s)? )?(church|mosque|synagogue|parish|gurdwara|temple choir|bible study|sunday school|youth ministry|masjid)\b", Options, Limit)]
    private static partial Regex Worship();

    [GeneratedRegex(@"\b(un)?married|\bsingle|\bdivorced|\bwidowed|\bengaged to\b|\bseparated|\bverheiratet|\bledig|\bcelibataire|\bmarie[e]?|\bsoltero|\bsoltera|\bcasado|\bcasada|\bbekar|\bevli|\bzonaty|\bmezatka", Options, Limit)]
    private static partial Regex Marital();

    [GeneratedRegex(@"\b(happily married|married (to|with|since)|my (husband|wife|spouse|fiance|fiancee|boyfriend|girlfriend))\b", Options, Limit)]
    private static partial Regex MarriedTo();

    [GeneratedRegex(@"\b(i am |i'm |proud )?a (dad|mum|mom|father|mother|grandmother|grandfather)\b( \([^)\n]{0,60}\))?|\b(mother|father|mum|dad|parent|proud parent) of (a |an |one|two|three|four|five|six|my|twin|\d)[a-z ]{0,20}(?=[.,;\n)]| and )|\b(one|two|three|four|five|\d) (young |small |grown(-up)? |adult |school-age )?(children|kids|sons|daughters)\b|\bmy (children|kids|son|daughter|brother|sister|mother|father|parents|family)\b|\b(maternity|paternity|parental|family) (leave|break)\b|\bchildcare break\b|\b(career break )?to raise (my|a|our) (children|child|family)\b|\bpregnan(t|cy)\b(?= (leave|with))", Options, Limit)]
    private static partial Regex Family();

    [GeneratedRegex(@"\b(i am|i'm|i have|i suffer from|living with|diagnosed with|survivor of|registered|severely|my) (a |an |the )?(disabled|disability|deaf|blind|hard of hearing|wheelchair( user)?|epilep(sy|tic)|diabet(es|ic)|asthma|autis(m|tic)|adhd|dyslexi[ac]|dyspraxi[ac]|bipolar|depression|cancer|multiple sclerosis|hiv|chronic illness|hearing impairment|visual impairment|visually impaired)\b|\bwheelchair user\b|\bcancer survivor\b|\bregistered disabled\b|\bsick leave\b|\bnon[- ]?smoker\b|\bgood health\b|\bphysically fit\b", Options, Limit)]
    private static partial Regex Health();

    [GeneratedRegex(@"\b(u\.?s\.? |united states |royal |british |indian |turkish |polish |german |danish |israeli |nigerian )?(army|navy|marine corps|marines|air force|coast guard|national guard|armed forces|bundeswehr)\b( reserves?| veteran)?|\bmilitary (service|veteran|police|conscript(ion)?)\b|\bnational (youth )?service( corps)?\b|\bcompulsory military\b|\bhonou?rabl[ey] discharge[d]?\b|\b(war|army|navy|combat) veteran\b|\bconscript(ion)?\b|\bnysc\b", Options, Limit)]
    private static partial Regex Military();

    [GeneratedRegex(@"\b(democratic party|republican party|labou?r party|conservative party|liberal democrats?|green party|communist party|socialist party|bharatiya janata party|bjp|indian national congress|young (democrats|republicans|socialists|liberals|conservatives)|college (democrats|republicans)|(member|supporter|secretary|chair) of the [a-z]+ party|political (campaign|party|activis[mt]))\b", Options, Limit)]
    private static partial Regex Politics();

    [GeneratedRegex(@"\b(trade union(s|ist)?|labou?r union|shop steward|union (member|representative|rep|delegate|steward)(ship)?|(works|workers'?) council)\b", Options, Limit)]
    private static partial Regex Union();

    [GeneratedRegex(@"\b(society of women [a-z]+|association (for|of) women[a-z ]{0,20}|national society of black engineers|women (in|who) [a-z]+|girls who code|girl (scouts|guides)|boy scouts|girls? guides?|women'?s (network|institute|league|association|forum|union|society))\b", Options, Limit)]
    private static partial Regex GenderedSocieties();

    [GeneratedRegex(@"\b(women|men|girl|boy|ladie)('s|s'|s) (?=(football|soccer|basketball|cricket|hockey|rugby|tennis|volleyball|handball|rowing|netball|swimming|athletics|lacrosse|team|high|school|college|grammar|varsity|national|u\d\d))", Options, Limit)]
    private static partial Regex WomensTeams();

    [GeneratedRegex(@"\b((black|african|asian|latino|latina|hispanic|indian|chinese|nigerian|turkish|arab|muslim|jewish|african american|caribbean)[- ](american )?(student|students'?|professionals'?|cultural|community|women'?s)( [a-z]+)? (association|society|union|network|alliance|organi[sz]ation|council|club)|naacp)\b", Options, Limit)]
    private static partial Regex EthnicSocieties();

    [GeneratedRegex(@"\bphoto(graph)?( attached| enclosed| above| below)?\b", Options, Limit)]
    private static partial Regex Photo();
}
