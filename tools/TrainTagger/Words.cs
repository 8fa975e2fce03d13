using System.Globalization;
using System.Text;
using ClearView.AiTool.Anonymize.Tagging;

namespace ClearView.TrainTagger;

/// <summary>What fills the slots of the templates.</summary>
internal sealed class Words(Vocabulary vocabulary, Random dice)
{
    private static readonly string[] _particles = ["de", "van", "van der", "von", "de la", "da", "dos", "el", "al", "bin", "del", "di", "le", "ter", "ben", "ibn"];
    private static readonly string[] _firmEnds =
    [
        "Ltd", "Inc.", "LLC", "GmbH", "Group", "Technologies", "Solutions", "Consulting", "Services", "Systems", "& Sons", "& Co", "Bank", "Hospital", "Logistics", "Foods", "Hotel", "Clinic", "Partners", "Industries", "Pvt Ltd", "Corporation",
        "Insurance", "Construction", "Stores", "Media", "Labs", "Holdings", "Associates", "International", "Care", "Energy", "plc", "S.A.", "AG", "Software", "Capital", "Motors", "Bakery", "Electric", "Trust", "Pharma",
    ];

    private static readonly string[] _firmNouns = ["Parcel", "Harbour", "Meridian", "Summit", "Pioneer", "Global", "United", "Northern", "Blue", "First", "National", "Premier", "Star", "Green", "Royal", "Metro", "Delta", "Prime", "Silver", "Apex", "City", "Central", "Alpha", "Sun", "River", "Oak", "Mountain", "Ocean"];
    private static readonly string[] _months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
    private static readonly string[] _degrees = ["BSc", "B.Sc.", "MSc", "M.Sc.", "Bachelor of Science", "Bachelor of Arts", "Bachelor of Commerce", "Master of Science", "Master of Business Administration", "MBA", "B.Tech", "B.E.", "Diploma", "PhD", "Associate Degree", "Higher National Diploma", "BA", "MA", "BEng", "NVQ Level 3", "A levels", "MCA", "BCA", "Certificate III", "Ph.D.", "M.Ed.", "Ed.S.", "B.A. (Hons)", "BSc (Hons)", "J.D.", "Psy.D.", "M.S.Ed.", "LL.B.", "BTEC HND", "Magna Cum Laude", "B.S., summa cum laude", "B.S.", "M.S.", "Licence", "Dipl.-Ing.", "Baccalaureat"];
    private static readonly string[] _subjects = ["Computer Science", "Mechanical Engineering", "Nursing", "Business Administration", "Economics", "Electronics and Communication", "English Literature", "Psychology", "Accounting and Finance", "Information Technology", "Civil Engineering", "Hotel Management", "Early Childhood Education", "Chemistry", "Marketing", "Law", "Statistics", "Graphic Design", "Public Health", "Agriculture"];
    private static readonly string[] _levels = ["Senior", "Junior", "Lead", "Principal", "Assistant", "Chief", "Head", "Deputy", "Associate", "Trainee", "Regional", "Field", "Night", "Technical", "Graduate"];
    private static readonly string[] _languages = ["English", "French", "German", "Spanish", "Hindi", "Arabic", "Mandarin", "Swahili", "Polish", "Portuguese", "Tamil", "Urdu", "Turkish", "Vietnamese", "Korean", "Yoruba", "Russian", "Dutch", "Italian", "Tagalog", "Bengali", "Japanese"];
    private static readonly string[] _certificates = ["PMP", "AWS Certified Solutions Architect", "CCNA", "ITIL Foundation", "Certified Scrum Master", "Six Sigma Green Belt", "First Aid at Work", "CompTIA Security+", "Oracle Certified Professional", "CPA", "ACCA", "Food Hygiene Level 2", "Forklift Licence", "Microsoft Certified Professional", "IELTS 7.5", "CISSP"];
    private static readonly string[] _countries = ["India", "Germany", "Nigeria", "Kenya", "USA", "United Kingdom", "UK", "Canada", "Australia", "Poland", "France", "Spain", "Brazil", "Mexico", "China", "Japan", "Vietnam", "Turkey", "Egypt", "Pakistan", "Bangladesh", "Ireland", "Netherlands", "Sweden", "Italy", "South Africa", "Ghana", "UAE", "Singapore", "New Zealand", "Ukraine", "Philippines"];
    private static readonly string[] _regions = ["CA", "TX", "NY", "OH", "GA", "IL", "FL", "WA", "MA", "PA", "NJ", "VA", "California", "Texas", "Ohio", "Georgia", "Karnataka", "Maharashtra", "Ontario", "Bavaria", "Punjab", "Kerala", "Queensland", "Yorkshire", "Gujarat", "Telangana"];
    private static readonly string[] _acronyms = ["SQL", "API", "REST", "SDLC", "ERP", "CRM", "KPI", "HTML", "CSS", "XML", "UI", "UX", "QA", "ETL", "SLA", "HR", "IT", "PMO", "B2B", "POS", "CNC", "GMP", "HVAC", "EHR", "OSHA", "CAD", "JSON", "AJAX", "JDBC", "MVC", "SOAP", "VPN", "LAN", "TCP", "ICU", "OT", "CI", "CD", "GPA", "HACCP", "FMCG", "PLC"];

    // The words of the person whom the document is about: its e-mail address is made of them.
    private string _ownGiven = "", _ownSurname = "";

    public (string Text, Tag Tag) Of(string slot) => slot switch
    {
        "Own" => (Own(), Tag.Person),
        "OwnGiven" => (_ownGiven.Length > 0 ? _ownGiven : Title(GivenName()), Tag.Person),
        "OwnSurname" => (_ownSurname.Length > 0 ? _ownSurname : Title(Surname()), Tag.Person),
        "Person" => (Person(), Tag.Person),
        "Given" => (Title(GivenName()), Tag.Person),
        "Surname" => (Title(Surname()), Tag.Person),
        "Town" => (Town(), Tag.Place),
        "Region" => (Pick(_regions), Tag.Place),
        "Country" => (Pick(_countries), Tag.Place),
        "Firm" => (Firm(), Tag.Firm),
        "School" => (School(), Tag.Firm),
        "Email" => (Email(), Tag.None),
        "Job" => (Job(), Tag.None),
        "Skill" => (dice.Next(3) switch { 0 => Pick(vocabulary.Skills), 1 => TitleAll(Pick(vocabulary.SkillWords)), _ => Pick(vocabulary.SkillWords) }, Tag.None),
        "Tool" => (dice.Next(4) == 0 ? Pick(_acronyms) : Title(Pick(vocabulary.Tools)), Tag.None),
        "Words" => (Some(1, 4, w => w), Tag.None),
        "Titled" => (Some(1, 4, Title), Tag.None),
        "Rare" => (Title(Pick(vocabulary.Rare)), Tag.None),
        // A name of a product, a project, a method: written like a name and none.
        "Product" => (dice.Next(3) switch { 0 => Title(vocabulary.Letters.Word(dice)), 1 => Title(Pick(vocabulary.Rare)) + " " + dice.Next(1, 12), _ => Title(Pick(vocabulary.Common)) + Title(Pick(vocabulary.Common)) }, Tag.None),
        "Verb" => (Title(Pick(vocabulary.Pasts)), Tag.None),
        "Verbing" => (Title(Pick(vocabulary.Gerunds)), Tag.None),
        "verb" => (Pick(vocabulary.Pasts), Tag.None),
        "Month" => (Pick(_months), Tag.None),
        "Year" => (dice.Next(1985, 2027).ToString(CultureInfo.InvariantCulture), Tag.None),
        "Number" => (dice.Next(2, 300).ToString(CultureInfo.InvariantCulture), Tag.None),
        "Phone" => (Phone(), Tag.None),
        "Degree" => (Pick(_degrees), Tag.None),
        "Subject" => (Pick(_subjects), Tag.None),
        "Language" => (Pick(_languages), Tag.None),
        "Certificate" => (Pick(_certificates), Tag.None),
        "Demonym" => (Title(Pick(vocabulary.Demonyms)), Tag.None),
        "Acronym" => (Pick(_acronyms), Tag.None),
        "Initials" => (string.Concat(Enumerable.Range(0, dice.Next(2, 4)).Select(_ => (char)('A' + dice.Next(26)) + ".")), Tag.Person),
        _ => throw new ArgumentException($"No slot is called '{slot}'.", nameof(slot)),
    };

    // Of one in twelve both names are words of the language: "Raven Banks".
    private (string Given, string Surname) Pair() => dice.Next(12) == 0
        ? (Title(Pick(vocabulary.NamesAndWords)), Title(dice.Next(2) == 0 ? Pick(vocabulary.NamesAndWords) : Pick(vocabulary.Common)))
        : (Title(GivenName()), Title(Surname()));

    private string Own()
    {
        if (_ownGiven.Length == 0) (_ownGiven, _ownSurname) = Pair();
        var name = Full(_ownGiven, _ownSurname);
        return dice.Next(10) switch { < 3 => name.ToUpperInvariant(), 3 => name.ToLowerInvariant(), _ => name };
    }

    private string Person()
    {
        var (given, surname) = Pair();
        var name = Full(given, surname);
        return dice.Next(12) == 0 ? name.ToUpperInvariant() : name;
    }

    private string Full(string given, string surname) => dice.Next(28) switch
    {
        < 13 => $"{given} {surname}",
        < 15 => $"{given} {(char)('A' + dice.Next(26))}. {surname}",
        16 => $"{given} {(char)('A' + dice.Next(26))} {surname}",
        17 or 22 => $"{surname}, {given}",
        18 => $"{given} {surname}-{Title(Surname())}",
        19 => $"{given} {Pick(_particles)} {surname}",
        20 => $"{given} {Title(GivenName())} {surname}",
        21 => $"{given} {surname} {Title(Surname())}",
        15 => $"{(char)('A' + dice.Next(26))}. {surname}",
        23 => $"{given}-{Title(GivenName())} {surname}",
        24 => $"{surname} {given}",
        25 => $"{given} \"{Title(GivenName())}\" {surname}",
        26 => $"{given} ({Title(GivenName())}) {surname}",
        _ => $"{given} {(dice.Next(2) == 0 ? "O'" : "Mc")}{surname}",
    };

    private string GivenName() => dice.Next(20) switch
    {
        < 6 => Pick(vocabulary.Frequent),
        < 12 => Pick(vocabulary.Given),
        < 14 => Pick(vocabulary.NamesAndWords),
        14 => dice.Next(3) == 0 ? Pick(vocabulary.Common) : Pick(vocabulary.Given),
        _ => vocabulary.Letters.Word(dice),
    };

    private string Surname() => dice.Next(20) switch
    {
        < 7 => Pick(vocabulary.Surnames),
        < 10 => Pick(vocabulary.Given),
        < 12 => Pick(vocabulary.NamesAndWords),
        < 14 => Pick(dice.Next(3) > 0 ? vocabulary.Common : vocabulary.Rare),
        14 => Pick(dice.Next(2) == 0 ? vocabulary.BigTowns : vocabulary.Towns),
        _ => vocabulary.Letters.Word(dice),
    };

    private string Town() => TitleAll(dice.Next(11) switch { 10 => Some(1, 3, Title), < 4 => Pick(vocabulary.BigTowns), < 8 => Pick(vocabulary.Towns), _ => vocabulary.Letters.Word(dice) + Pick(["", "", "ville", " City", "ton", "burg", "field", "pur", "bad"]) });

    private string Firm() => dice.Next(17) switch
    {
        12 or 13 => $"{Title(vocabulary.Letters.Word(dice))} {Title(Pick(Templates.Plain))}",
        14 => $"{Title(vocabulary.Letters.Word(dice))} {Title(Pick(Templates.Plain))} {Title(Pick(Templates.Plain))}",
        15 => $"{Title(Surname())} {Title(Pick(Templates.Plain))}",
        16 => $"{Town()} {Title(Pick(Templates.Plain))}",
        0 => Title(Surname()) + " " + Pick(_firmEnds),
        1 => $"{Title(GivenName())} {Title(Surname())} {Pick(_firmEnds)}",
        2 => $"{Title(Surname())} & {Title(Surname())}",
        3 => $"{Town()} {Title(Pick(vocabulary.Common))} {Pick(_firmEnds)}",
        4 => $"{Pick(_firmNouns)} {Title(Pick(vocabulary.Common))} {Pick(_firmEnds)}",
        5 => $"{Title(vocabulary.Letters.Word(dice))} {Pick(_firmEnds)}",
        6 => Title(vocabulary.Letters.Word(dice)),
        7 => $"{Pick(_firmNouns)} {Pick(_firmEnds)}",
        8 => vocabulary.Letters.Word(dice).ToUpperInvariant(),
        9 => $"{Title(Pick(vocabulary.Common))} {Title(Pick(vocabulary.Common))}",
        10 => $"{Title(Pick(vocabulary.Tools))} {Pick(_firmEnds)}",
        _ => $"{Title(Pick(vocabulary.Rare))} {Title(Pick(vocabulary.Common))} {Pick(_firmEnds)}",
    };

    private string School() => dice.Next(7) switch
    {
        0 => $"University of {Town()}",
        1 => $"{Town()} University",
        2 => $"{Title(Surname())} College",
        3 => $"St. {Title(GivenName())}'s School",
        4 => $"{Title(Surname())} Institute of Technology",
        5 => $"{Town()} High School",
        _ => $"{Title(GivenName())} {Title(Surname())} Academy",
    };

    private string Job()
    {
        var job = Title(Pick(vocabulary.Jobs));
        return dice.Next(7) switch
        {
            0 => job,
            1 => $"{Pick(_levels)} {job}",
            2 => $"{Title(Pick(vocabulary.Common))} {job}",
            3 => $"{Pick(_levels)} {TitleAll(Pick(vocabulary.Skills))} {job}",
            4 => $"{TitleAll(Pick(vocabulary.SkillWords))} {job}",
            5 => $"{Title(Pick(vocabulary.Tools))} {job}",
            _ => $"{Title(Pick(vocabulary.Rare))} {job}",
        };
    }

    private string Email()
    {
        string given = _ownGiven.ToLowerInvariant(), surname = _ownSurname.ToLowerInvariant();
        if (given.Length == 0 || dice.Next(4) == 0)
            (given, surname) = (Pick(vocabulary.Common), dice.Next(2) == 0 ? "" : Pick(vocabulary.Common));
        var local = dice.Next(6) switch { 0 => given + "." + surname, 1 => given + surname, 2 => given[..1] + surname, 3 => surname + "." + given, 4 => given + "_" + surname, _ => given + dice.Next(1, 99) };
        return $"{local}@{Pick(["gmail.com", "example.com", "yahoo.com", "outlook.com", "mail.example.org", "hotmail.com"])}";
    }

    private string Phone() => dice.Next(4) switch
    {
        0 => $"({dice.Next(201, 989)}) 555-{dice.Next(1000, 9999)}",
        1 => $"+{dice.Next(1, 99)} {dice.Next(100, 999)} {dice.Next(100, 999)} {dice.Next(1000, 9999)}",
        2 => $"07{dice.Next(100, 999)} {dice.Next(100_000, 999_999)}",
        _ => $"{dice.Next(700, 999)}{dice.Next(1_000_000, 9_999_999)}",
    };

    private string Some(int least, int below, Func<string, string> form) =>
        string.Join(' ', Enumerable.Range(0, dice.Next(least, below)).Select(_ => form(dice.Next(20) switch { 0 => Pick(vocabulary.Rare), < 8 => Pick(vocabulary.Common), _ => Pick(Templates.Plain) })));

    private string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];

    private static string Title(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static string TitleAll(string words)
    {
        var all = new StringBuilder(words);
        for (var i = 0; i < all.Length; i++)
            if (i == 0 || all[i - 1] is ' ' or '-') all[i] = char.ToUpperInvariant(all[i]);
        return all.ToString();
    }
}
