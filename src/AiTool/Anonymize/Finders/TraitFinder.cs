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
        new(TraitGroups.Belief, HiddenKinds.Religion, "[religion]", Observance()),
        new(TraitGroups.Marriage, HiddenKinds.Marital, "[marital status]", Marital(), OnlyPersonal: true),
        new(TraitGroups.Marriage, HiddenKinds.Marital, "[marital status]", MarriedTo()),
        new(TraitGroups.Family, HiddenKinds.Family, "[family]", Family()),
        new(TraitGroups.Family, HiddenKinds.Family, "[family]", Parent()),
        new(TraitGroups.Self, HiddenKinds.Gender, "", AsWoman()),
        new(TraitGroups.Self, HiddenKinds.Orientation, "[orientation]", Orientation()),
        new(TraitGroups.Health, HiddenKinds.Health, "[health]", Health()),
        new(TraitGroups.Health, HiddenKinds.Health, "[health]", OwnHealth()),
        new(TraitGroups.Descent, HiddenKinds.Ethnicity, "[ethnicity]", Descent()),
        new(TraitGroups.Service, HiddenKinds.Military, "[military service]", Military()),
        new(TraitGroups.Politics, HiddenKinds.Politics, "[politics]", Politics()),
        new(TraitGroups.Politics, HiddenKinds.Union, "[a trade union]", Union()),
        new(TraitGroups.Societies, HiddenKinds.Gender, "[an association]", GenderedSocieties()),
        new(TraitGroups.Societies, HiddenKinds.Gender, "", WomensTeams()),
        new(TraitGroups.Societies, HiddenKinds.Ethnicity, "[an association]", EthnicSocieties()),
        new(TraitGroups.Descent, HiddenKinds.Ethnicity, "[an association]", Sororities()),
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

    [GeneratedRegex(@"\b(happily married|married (to|with|since)|married into|my (first |second |late |ex-?|former |then |same-sex )?(husband|wife|spouse|fiance|fiancee|boyfriend|girlfriend)|widowed)\b", Options, Limit)]
    private static partial Regex MarriedTo();

    [GeneratedRegex(@"\b(i am |i'm |proud )?a (dad|mum|mom|father|mother|grandmother|grandfather)\b( \([^)\n]{0,60}\))?|\b(grand)?(mother|father|mum|mom|dad|parent|proud parent) of (a |an |one|two|three|four|five|six|seven|eight|nine|ten|my|twin|\d)[a-z -]{0,30}(?=[.,;\n)]| and )|\b(one|two|three|four|five|\d) (young |small |grown(-up)? |adult |school-age )?(children|kids|sons|daughters)\b|\bmy (children|kids|son|daughter|brother|sister|mother|father|parents|family)\b|\b(maternity|paternity|parental|family) (leave|break)\b|\bchildcare break\b|\b(career break )?to raise (my|a|our) (children|child|family)\b|\bpregnan(t|cy)\b(?= (leave|with))|\b(i )?(stayed|staying|stay) (at )?home (with|to raise|to care for) [a-z' ]{1,25}(?=[.,;\n)]|$)|\b(i )?gave birth( to [a-z ]{1,15})?\b|\ban orphan\b|\borphaned (at|as|when)\b|\b(was )?adopted (at|as a|when i)\b|\bcar(ed|ing) for my [a-z]+\b|\bwith (one|two|three|four|five) (boys|girls|children|kids|sons|daughters|teenagers)\b", Options, Limit)]
    private static partial Regex Family();

    [GeneratedRegex(@"\b(a |the )?(single|lone|working|stay-at-home|stay at home|full-time|new|young|first-time|expectant|proud|foster|adoptive) (mother|father|mum|mom|dad|parent)( (of|to) (a |an )?(one|two|three|four|five|six|twins|triplets|\d)?( [a-z-]{2,12}){0,2}(?=[.,;\n)]| and |$))?\b|\b(while|when|was|am|i'm|currently|being|became|fell) ([a-z]+ ){0,2}pregnant\b|\b(during|after|through|throughout|to|of|for) (my|her|a|the|difficult|high-risk) (second |third |first |difficult )?pregnancy\b|\bexpecting (my|our|a|her) (child|baby|first|second|third|twins)( child| baby)?\b|\b(baby )?due (at the end of|in|on|this) (january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)\b(?= (with|and i|so i)|[.,]? ?(maternity|parental))|\bwidowed (mother|father)\b", Options, Limit)]
    private static partial Regex Parent();

    [GeneratedRegex(@"\b(as an?|as the only|as one of (the )?(few|two|three)|i am an?|i'm an?|being an?|being the only|the (only|first|sole)) ((proud|young|single|married|older|middle-aged|senior|working|black|white|brown|asian|latina|latino|hispanic|muslim|hijabi|jewish|gay|queer|trans|disabled|african|indian|chinese|immigrant|migrant|[a-z]+[- ]american) ){0,2}(wom[ae]n|m[ae]n|girl|boy|lady|female|male)\b(?! (power|hour|month|of the (match|series|year)|and van|made))", Options, Limit)]
    private static partial Regex AsWoman();

    [GeneratedRegex(@"\b(openly |proudly |out )?(gay|lesbian|bisexual|pansexual|asexual|homosexual|heterosexual|queer|transgender|transsexual|non-?binary|genderqueer|genderfluid|lgbtq?(ia|i|ia2s|2s)?)\b\+?|\btrans (wom[ae]n|m[ae]n|person|people)\b|\bsexual orientation\b|\bsame-sex (partner|marriage|couple|spouse|husband|wife)\b", Options, Limit)]
    private static partial Regex Orientation();

    private const string Condition = @"(epilepsy|type [12] diabetes|diabetes|asthma|ptsd|ms|multiple sclerosis|polio|[a-z]+ cancer|cancer|sickle cell( trait| disease)?|sleep apn(o)?ea|co?eliac disease|crohn'?s( disease)?|colitis|lupus|arthritis|fibromyalgia|parkinson'?s|hepatitis( [abc])?|tinnitus|vertigo|migraines?|depression|anxiety|bipolar( disorder)?|schizophrenia|autism|adhd|dyslexia|dyspraxia|anorexia|a stroke|a heart (attack|condition)|heart disease|copd|silicosis|sciatica|scoliosis|cerebral palsy|cystic fibrosis|down'?s? syndrome|long covid|burn-?out|hearing loss|a hearing aid|a pacemaker|a prosthe(sis|tic [a-z]+)|retinitis pigmentosa|glaucoma|hiv)";

    // In the first person, or where a sentence begins without one: of patients a nurse writes the same words.
    [GeneratedRegex(@"((?<=^|[.;,(]\s?|\s{2})|\bi('m| am|'ve|'ve been)? )(have|had|live with|living with|lived with|suffer(ed)? from|was diagnosed with|diagnosed with|been diagnosed with|was treated for|been treated for|recover(ed|ing) from|survived|beat|manage) (a |an |the |my |mild |severe |chronic |well-controlled )*" + Condition + @"\b|\b(legally|partially|registered) (blind|sighted|deaf)\b|\bdeaf(ness)? (in|of) (the |my |one )?(left|right)? ?ear\b|\blost (my |the )?(hearing|sight|vision|leg|arm|left [a-z]+|right [a-z]+)( in (the|my|one) (left |right )?(ear|eye))?\b|\b(i )?wear (a |an )?(hearing )?aids?( on the (left|right))?\b|\b(i )?walk with a ([a-z]+ )?(limp|cane|stick|frame)\b( (following|after|from) [a-z]+)?|\bin remission( since \d{4})?\b|\b(kidney|liver|heart|lung|bone marrow) transplant( recipient|ed)?( in)?( \d{4})?\b(?=[.,;)\n]|$)|\b(had|have) (the|my|a) (hip|knee)s? replace(d|ment)\b|\bbreast reconstruction\b|\brecovering (alcoholic|addict)\b|(?<=^|[.;,(]\s?|\s{2})(diabetic|co?eliac|asthmatic|epileptic|dyslexic|autistic|neurodivergent|sleep apn(o)?ea)\b(?=[.,;\n]| and|$)", Options, Limit)]
    private static partial Regex OwnHealth();

    [GeneratedRegex(@"\b([a-z]+ ){1,2}by (tribe|caste|clan|ethnicity|birth and blood)\b|\b(mexican|african|asian|italian|irish|korean|chinese|cuban|japanese|vietnamese|filipino|puerto rican|arab|native|polish|german)[- ]americans?\b|\b(cajun|metis|mestiz[oa]|biracial|mixed[- ]race|pardo|mulatto|romany|irish traveller)\b(?! (food|cuisine|cooking|spice|seasoning|kitchen|chicken|menu|restaurant))|\b(person|people|woman|man|women) of colou?r\b|\bfirst nations? (status|member)\b|\btreaty \d status\b|\bfull[- ]blood(ed)? [a-z-]+\b|\b(a )?descendant of [a-z]+( [a-z]+)?\b|\bof [a-z]+ (descent|heritage|ancestry|parentage|origin)\b|\bgrew up speaking [a-z]+( at home)?\b|\b(my|dad's|mum's|mom's|father's|mother's) people (are|were|came|come|been) [a-z]+( [a-z]+)?\b", Options, Limit)]
    private static partial Regex Descent();

    // The nine sororities and fraternities of Black students; "Phi Beta Kappa" is an honour.
    [GeneratedRegex(@"\b(alpha kappa alpha|delta sigma theta|zeta phi beta|sigma gamma rho|kappa alpha psi|omega psi phi|alpha phi alpha|phi beta sigma|iota phi theta)( sorority| fraternity)?(,? inc)?\b", Options, Limit)]
    private static partial Regex Sororities();

    [GeneratedRegex(@"\b(i |we )?(fast|fasting|pray|observe)? ?(in|during|for) ramadan\b|\bramadan\b|\bholy week\b|\b(a )?hijabi?\b|\bthe \d{1,2}(:\d\d)? ?(o'clock|am|pm)? mass\b|\b(a |raised )?(amish|mennonite|hutterite|quaker|spiritist|adventist|seventh[- ]day adventist|jehovah'?s witness|hasidic|wiccan|rastafarian)\b|\b(i )?keep (kosher|halal|the sabbath|shabbat)\b|\b(observe|observing) (the )?(sabbath|shabbat)\b", Options, Limit)]
    private static partial Regex Observance();

    [GeneratedRegex(@"\b(i am|i'm|i have|i suffer from|living with|diagnosed with|survivor of|registered|severely|my) (a |an |the )?(disabled|disability|deaf|blind|hard of hearing|wheelchair( user)?|epilep(sy|tic)|diabet(es|ic)|asthma|autis(m|tic)|adhd|dyslexi[ac]|dyspraxi[ac]|bipolar|depression|cancer|multiple sclerosis|hiv|chronic illness|hearing impairment|visual impairment|visually impaired)\b|\bwheelchair user\b|\bcancer survivor\b|\bregistered disabled\b|\bsick leave\b|\bnon[- ]?smoker\b|\bgood health\b|\bphysically fit\b", Options, Limit)]
    private static partial Regex Health();

    [GeneratedRegex(@"\b(u\.?s\.? |united states |royal |british |indian |turkish |polish |german |danish |israeli |nigerian )?(army|navy|marine corps|marines|air force|coast guard|national guard|armed forces|bundeswehr)\b( reserves?| veteran)?|\bmilitary (service|veteran|police|conscript(ion)?)\b|\bnational (youth )?service( corps)?\b|\bcompulsory military\b|\bhonou?rabl[ey] discharge[d]?\b|\b(war|army|navy|combat) veteran\b|\bconscript(ion)?\b|\bnysc\b|\b(desert storm|gulf war|iraq( war)?|afghanistan|vietnam( war)?|falklands) vet(eran)?\b|\bveteran-owned\b|\bdisabled vet(eran)?\b|\bex-(army|navy|raf|forces|military)\b", Options, Limit)]
    private static partial Regex Military();

    [GeneratedRegex(@"\b(democratic party|republican party|labou?r party|conservative party|liberal democrats?|green party|communist party|socialist party|bharatiya janata party|bjp|indian national congress|young (democrats|republicans|socialists|liberals|conservatives)|college (democrats|republicans)|(member|supporter|secretary|chair) of the [a-z]+ party|political (campaign|party|activis[mt]))\b", Options, Limit)]
    private static partial Regex Politics();

    [GeneratedRegex(@"\b(trade union(s|ist)?|labou?r union|shop steward|union (member|representative|rep|delegate|steward)(ship)?|(works|workers'?) council)\b", Options, Limit)]
    private static partial Regex Union();

    [GeneratedRegex(@"\b(society of women [a-z]+|association (for|of) women[a-z ]{0,20}|national society of black engineers|(women|latinas|ladies|mums|moms|femmes) (in|who) [a-z]+|girls who code|girl (scouts|guides)|boy scouts|girls? guides?|women'?s (network|institute|league|association|forum|union|society))\b", Options, Limit)]
    private static partial Regex GenderedSocieties();

    [GeneratedRegex(@"\b(women|men|girl|boy|ladie)('s|s'|s) (?=(football|soccer|basketball|cricket|hockey|rugby|tennis|volleyball|handball|rowing|netball|swimming|athletics|lacrosse|team|high|school|college|grammar|varsity|national|u\d\d))", Options, Limit)]
    private static partial Regex WomensTeams();

    [GeneratedRegex(@"\b((black|african|asian|latino|latina|hispanic|indian|chinese|nigerian|turkish|arab|muslim|jewish|african american|caribbean)[- ](american )?(student|students'?|professionals'?|cultural|community|women'?s)( [a-z]+)? (association|society|union|network|alliance|organi[sz]ation|council|club)|naacp)\b", Options, Limit)]
    private static partial Regex EthnicSocieties();

    [GeneratedRegex(@"\bphoto(graph)?( attached| enclosed| above| below)?\b", Options, Limit)]
    private static partial Regex Photo();
}
