using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>What a word of <see cref="TraitWords"/> may be the beginning of.</summary>
[Flags]
internal enum TraitGroups
{
    None = 0,
    Belief = 1,
    Marriage = 2,
    Family = 4,
    Health = 8,
    Service = 16,
    Politics = 32,
    Societies = 64,
    Birth = 128,
    Self = 256,
    Descent = 512,
}

/// <summary>The words of which the patterns for traits, births and ages need at least one in a line: a pattern is asked only where one of its group stands.</summary>
internal static class TraitWords
{
    private static readonly (TraitGroups Group, string Words)[] Groups =
    [
        (TraitGroups.Belief, """
            christian christians catholic catholics protestant protestants baptist baptists methodist methodists lutheran lutherans anglican anglicans evangelical evangelicals pentecostal pentecostals presbyterian presbyterians mormon mormons muslim muslims islamic
            sunni shia hindu hindus sikh sikhs buddhist buddhists jain jains jewish zoroastrian zoroastrians bahai atheist atheists agnostic agnostics church mosque synagogue parish gurdwara choir bible sunday ministry masjid
            ramadan holy hijab hijabi mass amish mennonite hutterite quaker spiritist adventist jehovah jehovah's hasidic wiccan rastafarian kosher halal sabbath shabbat
            """),
        (TraitGroups.Marriage, """
            married unmarried single divorced widowed engaged separated verheiratet ledig celibataire marie mariee soltero soltera casado casada bekar evli zonaty mezatka
            husband wife spouse fiance fiancee boyfriend girlfriend
            """),
        (TraitGroups.Family, """
            mom grandmother grandfather mother father mum dad parent children kids sons daughters son daughter brother sister parents family leave break maternity paternity parental childcare husband wife spouse fiance fiancee boyfriend girlfriend pregnant pregnancy expecting home birth orphan orphaned adopted caring cared due boys girls twins teenagers
            """),
        (TraitGroups.Health, """
            disabled disability deaf blind hearing wheelchair epilepsy epileptic diabetes diabetic asthma autism autistic adhd dyslexia dyslexic dyspraxia dyspraxic bipolar depression cancer sclerosis hiv illness impairment visually impaired sick smoker nonsmoker health fit
            diagnosed ptsd ms polio sickle sleep coeliac celiac crohn crohn's crohns colitis lupus arthritis fibromyalgia parkinson parkinson's parkinsons hepatitis tinnitus vertigo migraine migraines anxiety schizophrenia anorexia stroke heart copd silicosis
            sciatica scoliosis palsy cystic syndrome covid burnout burn pacemaker prosthesis prosthetic retinitis glaucoma deafness lost wear aid aids limp cane stick frame remission transplant hip knee knees hips reconstruction recovering dyslexia
            asthmatic neurodivergent
            """),
        (TraitGroups.Service, """
            storm gulf iraq afghanistan vietnam falklands vet ex raf
            army navy marine marines force guard forces bundeswehr military national compulsory honorably honourably honorable honourable veteran conscript conscription nysc
            """),
        (TraitGroups.Politics, """
            party bjp congress democrats republicans socialists liberals conservatives political trade labour labor shop union council workers
            """),
        (TraitGroups.Societies, """
            women men girl boy ladies girls boys scouts latinas mums moms femmes guides woman society association naacp photo photograph
            black african asian latino latina hispanic indian chinese nigerian turkish arab caribbean
            """),
        (TraitGroups.Self, """
            woman women man men girl boy lady female male
            gay lesbian bisexual pansexual asexual homosexual heterosexual queer transgender transsexual nonbinary binary genderqueer genderfluid lgbt lgbtq lgbti lgbtqi lgbtia lgbtqia lgbtqia2s lgbtq2s trans sexual sex
            """),
        (TraitGroups.Descent, """
            tribe caste clan ethnicity birth american americans cajun metis mestizo mestiza biracial race pardo mulatto romany traveller colour color nations nation treaty blood blooded descendant descent heritage ancestry parentage origin speaking people
            alpha delta zeta sigma kappa omega phi iota theta
            """),
        (TraitGroups.Birth, """
            born b dob d geb geboren nee ne nacido nacida ur nato nata fodt birth birthdate birthday aged age old am im yo ans jahre anos anni lata lat jaar turned
            fodd syntynyt narozen narozena nacimiento nac naissance nascita nascido nascida nascimento urodzenia urodzony urodzona geburtsdatum geburtstag geboortedatum narozeni nasterii dogum lahir sinh рождения народження
            """),
    ];

    private static readonly FrozenDictionary<string, TraitGroups> Words = Groups
        .SelectMany(g => g.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => (word, g.Group)))
        .GroupBy(p => p.word, p => p.Group, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Aggregate((a, b) => a | b), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, TraitGroups>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IReadOnlyList<string> All => Words.Keys;

    public static TraitGroups GroupsOf(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var groups) ? groups : TraitGroups.None;
}
