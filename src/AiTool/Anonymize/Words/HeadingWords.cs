using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Words that headings of a résumé are made of.</summary>
internal static class HeadingWords
{
    private static readonly FrozenDictionary<string, Section> Meanings = Build();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Filler = WordSet.Of("""
        and of the my other further key core main relevant additional general selected brief e de la et und y e in d des du da dos das di del i och og ve
        datos daten donnees dados dati dane udaje gegevens bilgiler uppgifter opplysninger oplysninger
        background details detail data information info history record summary section part i ii current previous past
        """);

    private static readonly FrozenDictionary<string, Section>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Meanings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether every word belongs to a heading, and at least one says which.</summary>
    public static bool AreAll(ResumeText resume, Stretch stretch)
    {
        var any = false;
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            var word = resume.Word(resume.Tokens[i]);
            if (Lookup.ContainsKey(word)) any = true;
            else if (!Filler.Contains(word)) return false;
        }
        return any;
    }

    public static Section? Meaning(ResumeText resume, Stretch stretch)
    {
        Section? meaning = null;
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            if (!Lookup.TryGetValue(resume.Word(resume.Tokens[i]), out var section))
                continue;
            // "Professional qualifications": the word that says more wins.
            if (meaning is null or Section.Other)
                meaning = section;
        }
        return meaning;
    }

    public static bool IsOfLanguages(ResumeText resume, Stretch stretch)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
            if (resume.Word(resume.Tokens[i]) is "language" or "languages" or "idiomas" or "sprachen" or "lingue" or "linguistic" or "sprachkenntnisse" or "langues" or "talen" or "jezyki" or "jazyky" or "sprak" or "sprog" or "diller") return true;
        return false;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SkillLabels = WordSet.Of("""
        skill skills competencies competences competence tool tools technology technologies software hardware platforms databases frameworks libraries equipment environment stack proficiency proficiencies expertise methods techniques
        kenntnisse habilidades competenze umiejetnosci vaardigheden conhecimentos conocimientos
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WorkLabels = WordSet.Of("experience employment work history career projects references referees education people contact languages volunteer publications");

    /// <summary>Whether a heading or a label says that tools or methods follow.</summary>
    public static bool IsOfSkills(ResumeText resume, int first, int last)
    {
        var any = false;
        for (var i = first; i < last; i++)
        {
            var word = resume.WordAt(i);
            if (WorkLabels.Contains(word)) return false;
            any |= SkillLabels.Contains(word);
        }
        return any;
    }

    /// <summary>What a heading of letters that stand apart means: "S k i l l s".</summary>
    public static Section? MeaningOfLetters(ReadOnlySpan<char> letters) => Lookup.TryGetValue(letters, out var section) ? section : null;

    public static bool Contains(ReadOnlySpan<char> word) => Lookup.ContainsKey(word);

    private static FrozenDictionary<string, Section> Build()
    {
        var meanings = new Dictionary<string, Section>(StringComparer.Ordinal);
        void Add(Section section, string words)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                meanings.TryAdd(word, section);
        }
        Add(Section.Education, "school schools education educational academic academics qualification qualifications studies schooling scholastic ausbildung bildung formation estudios formacion educacion istruzione wyksztalcenie opleiding utdanning uddannelse utbildning egitim schulbildung studium etudes scolarite diplomes escolaridad escolaridade ensino istruzione studi opleidingen educatie vzdelani vzdelanie ogrenim pendidikan koulutus edukacja");
        Add(Section.References, "reference references referee referees referenzen referencias referencje referenties referanslar referenser referanser referencer referinte");
        Add(Section.Personal, "personal bio biodata personalia personlig personlige personliga personnelles personales pessoais personali personalie kisisel osobni osobowe persoonlijke");
        Add(Section.Other, """
            experience experiences employment work career professional internship internships skills skill competencies competences expertise
            technical technologies technology tools projects project profile objective objectives summary achievements accomplishments
            certifications certification certificates certificate training trainings courses languages language interests hobbies
            activities extracurricular publications publication awards award honours honors volunteering volunteer voluntary
            affiliations memberships patents research strengths highlights overview declaration responsibilities positions portfolio
            synopsis computer software proficiency proficiencies berufserfahrung kenntnisse sprachen experiencia idiomas habilidades
            competenze lingue doswiadczenie umiejetnosci erfaring ervaring vaardigheden deneyim statistics associations
            langues loisirs formations competences professionnelle professionnelles parcours werdegang berufspraxis praktika weiterbildung interessen hobbys ehrenamt sprachkenntnisse faehigkeiten fahigkeiten intereses conocimientos aptitudes
            profissional profissionais habilidades competencias cursos conhecimentos interesses zainteresowania jezyki kursy szkolenia werkervaring talen talenkennis praxe dovednosti jazyky zaliby sprak sprog
            arbetslivserfarenhet arbejdserfaring erhvervserfaring arbeidserfaring kunskaper beceriler diller kurslar experienta limbi lavorative lavorativa keahlian pengalaman kemampuan
            """);
        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
