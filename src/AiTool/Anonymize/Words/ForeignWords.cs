using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// Ordinary words of résumés in other languages than English. They stand with capitals in headings, at the beginning of lines and, in German, anywhere,
/// and no English list knows them: without them each would look like a name. A word that somebody bears as a name is left out of them.
/// </summary>
internal static class ForeignWords
{
    private const int LongEnough = 8;

    public static IReadOnlyCollection<string> All { get; } = (German + French + Spanish + Portuguese + Italian + Dutch + Polish + Czech + Romanian + Nordic + Turkish + Indonesian)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Endings =
    [
        "ungen", "ung", "keit", "heit", "schaft", "kenntnisse", "erfahrung", "erinnen", "wesen", "technik", "leitung", "ingenieur", "arbeiter", "arbeiterin", "leiterin", "berater",
        "tion", "tions", "tionen", "ement", "ements", "iques", "ienne", "iste", "istes", "ciones", "cion", "miento", "mientos", "idad", "idades", "cao", "coes", "mento", "mentos", "idade", "zione", "zioni", "menti", "mente",
        "osc", "osci", "owanie", "owania", "enie", "enia", "anie", "nictwo", "heid", "schap", "kunde", "kundige", "atie", "aties", "ning", "ningar", "elser", "else", "arbete", "arbejde",
        "tatii", "tiei", "tilor", "telor", "osti", "stvi", "ovani", "leri", "lari", "lerim", "larim", "ligi", "digi",
    ];

    /// <summary>Whether a folded word ends as words of a language do and names hardly: "Instandhaltung", "Formation", "Habilidades".</summary>
    public static bool HasOrdinaryEnding(ReadOnlySpan<char> word)
    {
        if (word.Length < LongEnough)
            return false;
        foreach (var ending in Endings)
            if (word.Length > ending.Length + 2 && word.EndsWith(ending)) return true;
        return false;
    }

    private const string German = """
        lebenslauf bewerbung bewerbungsunterlagen tabellarischer personliche personlichen persoenliche daten angaben anschrift wohnort geburtsdatum geburtsort geburtstag geboren staatsangehorigkeit staatsangehoerigkeit familienstand
        ausbildung schulbildung schulausbildung hochschulbildung schulabschluss studium abitur abschluss abschlussnote note notendurchschnitt praktikum praktika praktische praktischer praktikant praktikantin werkstudent werkstudentin erfahrung erfahrungen
        berufserfahrung berufserfahrungen berufspraxis beruflicher berufliche berufsausbildung werdegang tatigkeit tatigkeiten taetigkeit taetigkeiten aufgaben aufgabengebiet kenntnisse grundkenntnisse sprachkenntnisse computerkenntnisse edv fahigkeiten faehigkeiten
        qualifikation qualifikationen weiterbildung weiterbildungen fortbildung fortbildungen zertifikate interessen hobbys freizeit ehrenamt ehrenamtliche engagement referenzen zeugnisse anlagen sprachen muttersprache fliessend fliesend
        deutsch englisch franzosisch franzoesisch spanisch italienisch russisch turkisch tuerkisch polnisch arabisch fuhrerschein fuehrerschein klasse unterschrift ort datum sehr geehrte geehrter damen herren freundlichen grussen gruessen mit
        ich ihre ihrer ihrem ihren meine meiner meinem wir unser unsere sie uber ueber zum zur beim seit auch nach einen einem einer eines einladung gesprach gespraech anzeige stelle stellenanzeige starken staerken
        zuverlassigkeit zuverlaessigkeit teamfahigkeit teamfaehigkeit belastbarkeit flexibilitat flexibilitaet leitender mitarbeit mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin assistent assistentin
        bauingenieur kauffrau verkaufer verkauferin pflegerin pflegekraft altenpflege altenpfleger krankenpfleger krankenschwester krankenpflege lehrerin fahrerin geselle gesellin techniker technikerin staatlich staatliche gepruft geprufter gepruefter anerkannt anerkannter informatiker informatik entwickler softwareentwickler
        beraterin projektleiter geschaftsfuhrer geschaeftsfuehrer vertrieb einkauf buchhalter buchhalterin bilanzbuchhalter bilanzbuchhalterin rechnungswesen personalwesen kundenservice einkaufer abteilung monatsabschluss jahresabschluss
        jahre jahren monate monaten bis heute aktuell derzeit seite seiten vollzeit teilzeit schwerpunkt schwerpunkte thema kinder kind verheiratet stadt handel und oder als dem statik hydraulik pneumatik elektrik mechanik mechaniker mechatroniker elektroniker
        maschinenbau bauwesen tiefbau hochbau logistik lagerlogistik fachkraft fachkrafte kaufmannische kaufmannischer kaufmannisches betriebswirtschaft betriebswirt volkswirtschaft wirtschaftswissenschaften naturwissenschaften datenanalyse
        grundschule gymnasium realschule hauptschule berufsschule kindergarten kindertagesstatte krankenhaus klinikum pflegeheim altenheim gemeinde landkreis bundesamt finanzamt werk werke betrieb wehrdienst zivildienst bundeswehr muhle backerei metzgerei tischlerei
        jahr monat woche tag tage stunden zeitraum unternehmen firma branche standort position funktion bereich umsatz mitglied verein vorstand
        """;

    private const string French = """
        experience experiences professionnelle professionnelles professionnel professionnels formation formations competence competences langue langues centre centres interet interets loisirs loisir diplome diplomes diplomee parcours scolaire
        informatique informatiques logiciels bureautique anglais espagnol allemand italien arabe francais russe portugais neerlandais courant notions maternelle bilingue lu ecrit parle permis vehicule vehicule celibataire enfants ans
        date naissance lieu adresse telephone portable courriel ne nee nationalite situation familiale objectif profil poste recherche disponible disponibilite depuis aujourd hui jour actuellement octobre novembre decembre janvier fevrier mars avril mai juin juillet aout septembre
        chef cheffe charge chargee responsable assistante directrice directeur adjoint adjointe gestionnaire comptable comptabilite secretaire vendeur vendeuse conseiller conseillere ingenieur ingenieure developpeur developpeuse technicien technicienne ouvrier ouvriere
        cuisinier cuisiniere commis serveur serveuse infirmier infirmiere aide soignante soignant enseignant enseignante professeur professeure formateur formatrice stagiaire stage stages apprenti apprentie alternance employe employee agent chauffeur conducteur
        gestion suivi mise place realisation conception elaboration preparation animation encadrement accueil vente ventes achats commande commandes clients clientele fournisseurs stocks equipe equipes projet projets dossiers reunions budget budgets
        annee annees mois semaine semaines licence brevet baccalaureat bac lycee ecole universite faculte mention option specialite cours memoire sujet benevolat association references reference monsieur madame mademoiselle
        et en au aux un une pour dans par sur avec chez ou ainsi dont travaux service services entreprise societe ville mairie hopital clinique agence magasin restauration hotellerie patisserie boulangerie batiment travail
        lettre motivation veuillez agreer salutations distinguees cordialement candidature restos
        """;

    private const string Spanish = """
        datos personales nombre apellidos fecha nacimiento nac lugar direccion domicilio telefono movil correo electronico estado civil soltero soltera casado casada nacionalidad
        experiencia experiencias laboral laborales profesional profesionales formacion academica academicos complementaria educacion estudios titulo titulacion escolaridad idiomas idioma ingles frances aleman italiano portugues catalan gallego
        euskera nativo nativa materno medio alto bajo basico basicos avanzado avanzados nivel habilidades aptitudes competencias conocimientos informatica informaticos cursos curso certificados objetivo perfil resumen referencias intereses aficiones
        actualidad actual actualmente presente desde hasta enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre anos meses empresa puesto cargo periodo funciones tareas responsabilidades logros
        gestion tecnico tecnica tecnicos auxiliar administrativo administrativa jefe jefa encargado encargada dependiente camarero camarera cocinero cocinera enfermero enfermera medico profesor profesora maestro maestra ingeniero ingeniera contador contadora
        operario conductor vendedor vendedora comercial asesor asesora ayudante limpieza mantenimiento produccion ventas compras almacen atencion cliente clientes seleccion personal recursos humanos nominas contratos contabilidad facturacion
        universidad instituto colegio escuela bachillerato bachiller licenciatura licenciado licenciada grado ingenieria diplomada diplomado practicas becario becaria voluntariado carnet conducir vehiculo propio disponibilidad inmediata viajar
        y para con por los las una uno como entre sobre trayectoria hospital clinica ayuntamiento taller obra obras tecnologias sistemas equipo equipos proyecto proyectos aduana mecanica electrica electricidad hidraulica estetica quimica fisica nacida nacido hoja vida aeronautica caja
        """;

    private const string Portuguese = """
        dados pessoais nome completo data nascimento morada endereco telefone telemovel celular correio eletronico estado solteiro solteira casado casada brasileiro brasileira nacionalidade naturalidade
        experiencia experiencias profissional profissionais formacao academica academico escolaridade habilitacoes literarias competencias habilidades conhecimentos idiomas ingles espanhol frances alemao fluente intermediario avancado basico nativo
        objetivo objetivos resumo perfil cursos curso complementares extracurriculares informatica referencias interesses atual atualmente presente desde ate janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
        anos meses empresa funcao atividades principais responsabilidades gerente coordenador coordenadora supervisor assistente auxiliar analista tecnico tecnica estagiario estagiaria estagio vendedor vendedora atendente enfermeiro enfermeira professor professora
        engenheiro engenheira contador operador motorista cozinheiro serralheiro soldador soldadura pedreiro secretaria gestao vendas compras atendimento equipe equipa producao manutencao logistica financeiro administrativo administracao
        universidade faculdade escola ensino medio superior graduacao licenciatura mestrado doutoramento bacharelado conclusao concluido carta conducao disponibilidade imediata trabalho equipa e com para por dos das uma nos nas praceta
        """;

    private const string Italian = """
        informazioni dati personali nome cognome data luogo nascita indirizzo residenza telefono cellulare sesso maschile femminile nazionalita italiana italiano stato celibe nubile coniugato coniugata
        esperienza esperienze professionale professionali lavorativa lavorative lavoro istruzione formazione titolo titoli studio studi diploma laurea maturita competenze capacita linguistiche informatiche organizzative relazionali tecniche madrelingua lingua lingue
        madre altre altra inglese francese tedesco spagnolo comprensione parlato produzione scritta orale ascolto lettura buono buona ottimo ottima scolastico livello patente guida posizione ricoperta mansione mansioni principali attivita
        datore azienda settore tipo impiego attuale oggi gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre anni mesi operaio operaia impiegato impiegata addetto addetta responsabile direttore direttrice ragioniere
        cameriere cameriera cuoco cuoca infermiere infermiera insegnante ingegnere architetto geometra perito tecnico commesso commessa autista magazziniere istituto scuola universita liceo corso corsi presso
        autorizzo trattamento ulteriori hobby interessi sono dal con per della dello delle degli
        """;

    private const string Dutch = """
        persoonlijke gegevens naam voornaam achternaam adres woonplaats postcode telefoon mobiel geboortedatum geboorteplaats geslacht nationaliteit burgerlijke staat gehuwd ongehuwd samenwonend rijbewijs
        werkervaring ervaring opleiding opleidingen vaardigheden talenkennis talen nederlands engels duits frans moedertaal goed vloeiend cursussen cursus diplomas getuigschrift stage stages bijbaan profiel doelstelling referenties aanvraag eigenschappen
        heden nu januari februari maart april mei juni juli augustus september oktober november december jaar jaren maanden functie werkzaamheden taken bedrijf organisatie medewerker medewerkster verpleegkundige wijkverpleegkundige verzorgende leraar lerares docent
        chauffeur kok verkoper verkoopster boekhouder adviseur beheerder leidinggevende directeur hoofd teamleider wijkverpleging thuiszorg ziekenhuis gemeente school basisschool middelbare vrijwilligerswerk interesses
        mevrouw heer geachte vriendelijke groet groeten en het een bij voor naar zelfstandig samenwerken werken
        """;

    private const string Polish = """
        zyciorys dane osobowe imie nazwisko urodzenia miejsce zamieszkania adres telefon obywatelstwo narodowosc cywilny zonaty mezatka kawaler panna wolny
        doswiadczenie zawodowe wyksztalcenie umiejetnosci kwalifikacje kursy szkolenia jezyki jezyk obce angielski niemiecki rosyjski francuski polski biegly komunikatywny podstawowy sredniozaawansowany zaawansowany znajomosc obsluga komputera zainteresowania
        referencje obecnie nadal styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien lata lat rok roku stanowisko firma obowiazki zakres praca prawo jazdy kategoria kierowca spawacz slusarz elektryk murarz
        sprzedawca kasjer ksiegowa ksiegowy nauczyciel nauczycielka pielegniarka kucharz kelner kelnerka magazynier kierownik specjalista asystent asystentka inzynier technik mechanik operator pracownik biurowy
        szkola szkol zespol liceum technikum uniwersytet politechnika wydzial kierunek uprawnienia wyrazam zgode przetwarzanie danych osobowych praktyka praktyki staz
        """;

    private const string Czech = """
        strukturovany zivotopis osobni udaje jmeno prijmeni datum narozeni misto adresa bydliste telefon stav zenaty vdana svobodny svobodna rodinny vzdelani praxe pracovni zkusenosti dovednosti znalosti jazyky jazykove anglictina nemcina rustina
        ridicsky prukaz zaliby zajmy dosud soucasnost leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec let rok maturita vysoka stredni skola univerzita fakulta ucitel ucitelka ridic skladnik vedouci ucetni prodavac
        meno priezvisko datum narodenia vzdelanie skusenosti vodicsky preukaz zaujmy
        """;

    private const string Romanian = """
        informatii personale nume prenume adresa telefon nationalitate data nasterii locul sex masculin feminin stare civila casatorit casatorita necasatorit experienta profesionala perioada functia angajator angajatorul activitati responsabilitati
        educatie formare calificarea diploma limba limbi materna straine engleza franceza germana romana italiana competente aptitudini sociale permis conducere prezent ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie ani luni
        universitatea facultatea liceul scoala inginer contabil sofer profesor asistent asistenta vanzator
        """;

    private const string Nordic = """
        personlig personliga personlige uppgifter oplysninger opplysninger namn navn fodelsedatum fodselsdato fodt fodd adress adresse telefon mobil personnummer civilstand sivilstand gift ugift samboende
        arbetslivserfarenhet erfarenhet erfaring arbejdserfaring arbeidserfaring erhvervserfaring utbildning utdanning uddannelse utdannelse sprak sprog svenska danska norska engelska tyska norsk dansk svensk engelsk tysk kunskaper kompetenser kompetencer kompetanse
        ovrigt korkort korekort forerkort intressen interesser fritid referens referenser referanser referencer anstallning anstallningar larare laerer sjukskoterska sygeplejerske sykepleier kock snickare elektriker forsaljare saljare kontorschef chef projektledare
        inredningsarkitekt ingenjor ingenior tekniker butik skola skole gymnasiet hogskola hojskole hoyskole universitet kandidat nuvarande nuvaerende naavaerende idag januari februari mars april maj juni juli augusti oktober med och om till for hos flytande
        tyoskentely tyokokemus koulutus kielitaito kielet suomi englanti ruotsi henkilotiedot syntymaaika osoite puhelin harrastukset suosittelijat osaaminen nykyinen
        """;

    private const string Turkish = """
        ozgecmis kisisel bilgiler bilgileri adi soyadi ad soyad dogum tarihi yeri medeni durum durumu evli bekar askerlik ehliyet surucu belgesi adres telefon eposta uyruk egitim ogrenim is deneyimi deneyim tecrube referanslar beceriler yetenekler yabanci dil diller
        ingilizce almanca fransizca turkce iyi orta ileri cok hobiler kurslar sertifikalar seminerler lisans lise universite fakultesi bolumu muhendisligi muhendis ogretmen hemsire muhasebe muduru sefi santiye uzmani elemani sorumlusu yardimcisi insaat sanayi ticaret
        ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik halen devam
        """;

    private const string Indonesian = """
        daftar riwayat hidup nama lengkap tempat tanggal lahir jenis kelamin laki perempuan agama alamat telepon kewarganegaraan pendidikan formal nonformal pengalaman kerja organisasi keahlian kemampuan bahasa pelatihan hobi demikian hormat saya surat lamaran
        januari februari maret april mei juni juli agustus september oktober nopember desember sekarang jurusan fakultas universitas sekolah negeri swasta pekerjaan jabatan perusahaan staf staff administrasi umum referensi belum menikah lajang
        butir peribadi maklumat nombor kad pengenalan tarikh warganegara kemahiran rujukan pengalaman pendidikan
        """;
}
