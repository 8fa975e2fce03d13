namespace ClearView.AiTool.Anonymize.Words;

/// <summary>The words of which the patterns for traits, births and ages need at least one in a line.</summary>
internal static class TraitWords
{
    public static IReadOnlyList<string> All { get; } = """
        christian christians catholic catholics protestant protestants baptist baptists methodist methodists lutheran lutherans anglican anglicans evangelical evangelicals pentecostal pentecostals presbyterian presbyterians mormon mormons muslim muslims islamic
        sunni shia hindu hindus sikh sikhs buddhist buddhists jain jains jewish zoroastrian zoroastrians bahai atheist atheists agnostic agnostics church mosque synagogue parish gurdwara choir bible sunday ministry masjid
        married unmarried single divorced widowed engaged separated verheiratet ledig celibataire marie mariee soltero soltera casado casada bekar evli zonaty mezatka
        mom grandmother grandfather mother father mum dad parent children kids sons daughters son daughter brother sister parents family leave break maternity paternity parental childcare husband wife spouse fiance fiancee boyfriend girlfriend pregnant pregnancy
        disabled disability deaf blind hearing wheelchair epilepsy epileptic diabetes diabetic asthma autism autistic adhd dyslexia dyslexic dyspraxia dyspraxic bipolar depression cancer sclerosis hiv illness impairment visually impaired sick smoker nonsmoker health fit
        army navy marine marines force guard forces bundeswehr military national compulsory honorably honourably honorable honourable veteran conscript conscription nysc
        party bjp congress democrats republicans socialists liberals conservatives political trade labour labor shop union council workers
        women men girl boy ladies girls boys scouts guides woman society association naacp photo photograph
        black african asian latino latina hispanic indian chinese nigerian turkish arab caribbean
        born b dob d geb geboren nee ne nacido nacida ur nato nata fodt birth birthdate aged age old yo ans jahre
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
