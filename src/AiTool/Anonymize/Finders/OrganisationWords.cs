using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Words that make a person's name the name of a firm: "Morgan Freight Ltd".</summary>
internal static class OrganisationWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = WordSet.Of("""
        inc ltd limited llc llp plc gmbh ag sa srl spa bv nv ab as oy corp corporation company co group bank hospital clinic hotel hotels restaurant cafe bakery store stores shop solutions services
        systems technologies technology consulting consultants industries foundation association society institute university college school academy department ministry council agency partners
        associates holdings enterprises international global software labs laboratories pharma pharmaceuticals motors airlines airways insurance capital investments securities logistics freight
        construction builders engineering engineers architects design designs media press books publishing publishers studio studios theatre museum library church centre center trust care homes farm
        farms foods brewery mills works steel energy power oil gas electric electronics telecom communications networks security medical health healthcare dental law legal solicitors award prize
        scholarship fellowship scholar medal method test scale model theorem index certification certified river street road avenue park bridge airport station memorial elementary high & brothers bros sons jsc tbk oyj sro spzoo kft ltda sarl kg ug ohg pty pte bhd sdn doo spices exports imports trading traders textiles stores foods mall hall house
        polyclinic clinics pharmacy pharmacies salon spa tavern bistro bistrot brasserie pizzeria kitchen kitchens brewing brewers brewery distillery winery vineyard dealership depot warehouse factory plant shipyard
        refinery maritime shipping transport transports haulage courier couriers railways travel resort resorts fc afc athletic county municipality authority
        district borough division regiment brigade squadron brigades complex estates properties realty homes housing leisure fitness jewellers jewelers furniture tiles plastics packaging printing printers
        chemicals fertilizers cement minerals metals aluminium aluminum alloys castings forge foundry fabrication fabricators coatings polymers rubber tyres tires batteries valves machinery equipment instruments optics robotics
        analytics digital interactive gaming ventures advisors advisory accountants accounting audit payroll staffing recruitment recruiting outsourcing bpo fashions fashion garments apparel tailors boutique salons nurseries montessori
        surgery veterinary vets dentistry orthodontics optometry hospice ambulance trucking plumbing roofing heating cooling hvac landscaping janitorial cleaners laundry dairy poultry fisheries seafood plantations 
        sas sasu eurl scop ltee snc sapa eireli epp ooo zao oao srls scarl ehf uab eood spol sl scoop
        ziekenhuis krankenhaus klinikum apotheke apotheek backerei metzgerei werke stadtwerke sparkasse versicherung logistik transporte spedition handwerk verlag zeitung
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Heads = WordSet.Of("""
        hospital clinica clinic clinique klinik hotel bank banco banque grupo group groupe colegio casa villa plaza san santa santo st saint fundacion fondation restaurante restaurant ristorante trattoria
        cafe bar centro centre center club teatro museo comarcal bodega hacienda chateau cooperativa studio estudio banca farmacia pharmacie fratelli gebruder
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LegalForms = WordSet.Of("inc llc llp ltd limited plc gmbh corp corporation incorporated pllc pc lp");

    /// <summary>Whether a word says in what form a firm is registered: "Ltd".</summary>
    public static bool IsLegalForm(ReadOnlySpan<char> word) => LegalForms.Contains(word);

    public static bool IsHead(ReadOnlySpan<char> word) => Heads.Contains(word);

    /// <summary>Whether a word makes a firm's name of what stands before it.</summary>
    public static bool IsFirm(ReadOnlySpan<char> word) => All.Contains(word);

    /// <summary>Whether the word before makes a firm's name of what follows: "Hospital San Juan".</summary>
    public static bool Precede(ResumeText resume, int first) =>
        first > 0 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1].IsProper && Heads.Contains(resume.Word(resume.Tokens[first - 1]));

    public static bool Follow(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count)
            return false;
        var next = resume.Tokens[last + 1];
        var gap = resume.Gap(last);
        if (gap is " & " or " + " && next.IsProper)
            return true;
        // "AppForge, Inc."
        if (gap is ", " && next.Line == resume.Tokens[last].Line && LegalForms.Contains(resume.Word(next)) && next.Shape != Shape.Lower)
            return true;
        return next.IsProper && next.Line == resume.Tokens[last].Line && gap is " " or "'s " or "\u2019s " or "-" && All.Contains(resume.Word(next));
    }

    /// <summary>Whether a firm's or a method's known name begins here.</summary>
    public static bool IsKnown(ResumeText resume, int first) =>
        first + 1 < resume.Tokens.Count && NamePhrases.StartsWith(resume.Word(resume.Tokens[first]), resume.Word(resume.Tokens[first + 1]))
        || first + 2 < resume.Tokens.Count && resume.Gap(first) is " & " && NamePhrases.StartsWith(resume.Word(resume.Tokens[first]), resume.Word(resume.Tokens[first + 1]));
}
