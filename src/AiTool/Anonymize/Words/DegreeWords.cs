using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Degrees, by their abbreviations and by the words that begin them: neither a person's name nor a school's, and nor is the subject behind them.</summary>
internal static class DegreeWords
{
    // Folded and without dots; with more than one capital. Those of two letters are other words when they are not in capitals.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Short = WordSet.Of("ba bs be ma ms me md aa as jd");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = WordSet.Of("""
        aas aos baas baasc bae bagr bappsc barch bba bbm bca bch bcl bcom bcomm bds beng bfa bhm bhs bhsc blis bms bmus bmedsci bnurs bpharm bphil bps bpt
        bsc bsba bsed bsee bsme bsn bsocsc bsw btec bth bvms bvsc hnc hnd
        mappsc mba mbbch mbbchir mbbs mbchb mca mcom mcomm mdes mdiv meng mfa mha mhs mhsc mlib mlis mlitt mls mmath mmus mpa mpas mpharm mph mphil
        mphys mpp mps mpt mres msc mscs msci mse msee mseng msme msn msw mth mup murp mvsc medsci
        dba dclinpsy dds dmd dnp dphil dpt dsc dvm dvsc edd edm eds llb lld llm ods pgce pgcert pgdba pgdbm pgdca pgde pgdip pgdm pharmd phd psyd
        ssc hsc hssc sslc puc fsc gcse cbse icse ssce sssce wassce waec neco kcse kcpe cxc csec igcse
        """);

    // Written like any word.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = WordSet.Of(
        "ph psy chb bch hons honours honors diplom laude cum summa magna btech mtech diploma certificate docteur maitrise facharbeiter referendar magister laurea dottore abitur matric");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Openings = WordSet.Of("""
        bachelor bachelors master masters diploma associate bachiller bacharel bacharelado licenciatura licenciado licenciada licence lizenziat mestrado mestre maestria doutorado doctorado doctorat
        ingeniero ingeniera engenheiro engenheira ingenieur ingegneria laurea laureato laureata diplom diplome magister technicien tecnico tecnica tecnologo tecnologia grado graduado graduada maitrise baccalaureat kandidat inzynier mgr inz
        """);

    /// <summary>Whether a token is a degree: "Ph.D", "B.Sc", "MBChB", "MLIS".</summary>
    public static bool IsDegree(ResumeText resume, Token token) =>
        Words.Contains(resume.Word(token)) || token is { Shape: Shape.Capital, Length: 2 } && resume.Word(token) is "sc" || token.IsProper && resume.Original(token)[1..].ContainsAnyInRange('A', 'Z') && (token.Length == 2 ? Short.Contains(resume.Word(token)) : Abbreviations.Contains(resume.Word(token)));

    /// <summary>Whether a folded word of three letters and more is the abbreviation of a degree or of a leaving certificate.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> word) => Abbreviations.Contains(word);

    /// <summary>"BA Gaelic and Development", "Bacharelado em Ciência da Computação": whether the subject of a degree begins here.</summary>
    public static bool Opens(ResumeText resume, int subject)
    {
        var i = subject - 1;
        if (i >= 0 && resume.Word(resume.Tokens[i]) is "in" or "of" or "en" or "em" or "de" or "di" or "w" && resume.Gap(i) is " ") i--;
        if (i < 0 || resume.Tokens[i].Line != resume.Tokens[subject].Line || !(resume.Gap(i) is " " or ". " or ": " or " (" || resume.Gap(i) is ") " && i > 0))
            return false;
        if (resume.Gap(i) is ") ")
            i--; // "BA (Hons) Gaelic"
        var token = resume.Tokens[i];
        return IsDegree(resume, token) || token.IsProper && Openings.Contains(resume.Word(token));
    }
}
