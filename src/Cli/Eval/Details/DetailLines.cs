namespace ClearView.Cli.Eval.Details;

/// <summary>
/// The lines in which a detail ("{it}") stands, with where they belong, and those around them.
/// </summary>
internal static class DetailLines
{
    public static IReadOnlyList<string> Addresses { get; } =
    [
        "@top {it}", "@top {it}, {town}", "@top Address: {it}", "@top Address: {it}, {town}", "@top {it} | 555-014-2290 | box42@example.org", "@top 555-014-2290, {it}, {town}", "@top Home: {it}", "@top Postal address\n{it}\n{town}", "@top {it}\n{town}",
        "@top Current address - {it}, {town}", "@top Lives at {it}.", "@top \u2022 {it} \u2022 {town} \u2022 box42@example.org", "@top {it}\tTel. +44 7700 900361", "@personal Address: {it}", "@personal {it}, {town}", "@personal Permanent address: {it}, {town}", "@personal Residence: {it}",
        "@personal I live at {it}, {town}.", "@reference {it}", "@reference {it}, {town}", "@top Adresse: {it}", "@top Direcci\u00F3n: {it}", "@top Indirizzo: {it}, {town}", "@top Adres: {it}",
    ];

    public static IReadOnlyList<string> Births { get; } =
    [
        "@top Date of birth: {it}", "@top DOB: {it}", "@top D.O.B. {it}", "@top Born {it}", "@top Born on {it} in {town}", "@top Born: {it}, {town}", "@top born in {town} on {it}", "@top * {it}", "@top geb. {it}", "@top geboren am {it} in {town}", "@top n\u00E9 le {it}", "@top n\u00E9e le {it} \u00E0 {town}",
        "@personal Date of Birth : {it}", "@personal Date of birth\t{it}", "@personal Birth date - {it}", "@personal Birthday: {it}", "@personal D.O.B: {it}", "@personal DOB - {it}", "@personal Geburtsdatum: {it}", "@personal Date de naissance : {it}", "@personal Fecha de nacimiento: {it}",
        "@personal Data di nascita: {it}", "@personal Data urodzenia: {it}", "@personal Data de nascimento: {it}", "@personal Geboortedatum: {it}", "@personal F\u00F6delsedatum: {it}", "@personal Do\u011Fum tarihi: {it}", "@personal Date of birth (dd/mm/yyyy): {it}", "@personal Born {it}, married",
        "@profile I was born on {it} in {town}.", "@profile I was born in {town} on {it} and grew up by the sea.", "@personal Date & place of birth: {it}, {town}", "@personal Year of birth: {it}", "@personal Nacido el {it}", "@personal Nato il {it} a {town}", "@personal ur. {it}",
    ];

    public static IReadOnlyList<string> Ages { get; } =
    [
        "@top Age: {it}", "@top Age {it}", "@top {it} years old", "@top Aged {it}", "@top {it} yrs old", "@personal Age: {it} years", "@personal Age - {it}", "@personal Age\t{it}", "@personal Alter: {it} Jahre", "@personal Edad: {it} a\u00F1os", "@personal Wiek: {it} lata", "@personal \u00C2ge : {it} ans",
        "@personal Et\u00E0: {it} anni", "@personal {it} years of age", "@profile I am {it} years old and like to learn.", "@profile A {it}-year-old who enjoys early shifts.", "@profile At the age of {it} I want to begin anew.", "@profile I'm {it} y/o and keen to learn.", "@profile I have just turned {it}.",
        "@top {it} ans", "@personal Leeftijd: {it} jaar", "@personal Idade: {it} anos", "@personal Ya\u015F: {it}", "@profile I am {it} and ready for more.",
    ];

    public static IReadOnlyList<string> Nationalities { get; } =
    [
        "@top Nationality: {it}", "@top {it} citizen", "@top Citizenship: {it}", "@top {it} national", "@personal Nationality - {it}", "@personal Nationality\t{it}", "@personal Citizen of: {it}", "@personal {it} nationality", "@personal Passport: {it}", "@personal {it} passport holder",
        "@profile I am a {it} citizen with a clean licence.", "@profile I hold a {it} passport.", "@profile As a {it} national I may work here.", "@personal Nationalit\u00E9 : {it}", "@personal Staatsangeh\u00F6rigkeit: {it}", "@personal Nacionalidad: {it}", "@personal Nazionalit\u00E0: {it}",
        "@personal Obywatelstwo: {it}", "@personal Nationaliteit: {it}", "@profile I am {it} by birth.", "@profile I am of {it} origin.", "@top Nationality: {it} (settled status)", "@personal Ethnicity: {it}", "@profile Born to {it} parents.",
    ];

    public static IReadOnlyList<string> Kept { get; } =
    [
        "Led a team of {u} in three shifts", "{u} years of experience with Python and SQL", "Kept {N} records in SAP", "Moved 12 services to Windows Server 2016", "Audits by ISO 9001 and ISO 14001", "Aged debt report, 90 days and older", "Ran phase 3 trials in two wards",
        "Cared for people aged 65 and over", "French and German, fluent", "Italian cuisine for {n} guests", "Drove the number {u} bus", "Sorted {N} parcels a night", "Lean Six Sigma, green belt", "Block scheduling for a plant of {n}", "Wrote {u} test plans in Jira", "Plans with Gantt charts in {u} weeks",
        "Spanish lessons for beginners", "Street marketing with {u} students", "Court interpreting, {u} cases", "Sector analysis of {u} markets", "Drive systems of {n} kW", "Released version {u} of the app", "Sold {N} units in the first quarter", "Cut costs by {u} % in one year", "Road safety courses for 300 children",
        "Main duties: stock, till, orders", "Way of working: Kanban", "Cross training of {u} operators", "Square and wide root tools", "Children's ward, nights", "Unit tests for {u} modules", "English and Polish spoken", "Trained {u} year old horses", "Data from {u} floors and {n} rooms",
    ];

    public static IReadOnlyList<string> Tops { get; } = ["Curriculum vitae", "RESUME", "Personal profile", "CV", "Application for the post of shift leader", "Software developer", "Bookkeeper", "Care assistant"];

    public static IReadOnlyList<string> Contacts { get; } = ["Phone: 555-014-2290", "Tel. +44 7700 900361", "box42@example.org", "Available from March", "(312) 555-0188 | inbox42@example.com"];

    public static IReadOnlyList<string> Profiles { get; } =
    [
        "PROFILE\nReliable and well organised, with a record of meeting deadlines and of keeping customers.", "Summary\nTen years in busy kitchens; calm under pressure and good at teaching beginners.", "About me\nI like tidy code, plain words and tests that fail for one reason.",
        "Objective\nTo use my knowledge of payroll and of pension schemes in a firm that grows.",
    ];

    public static IReadOnlyList<string> WorkHeadings { get; } = ["EXPERIENCE", "Work history", "Employment", "Professional Experience"];

    public static IReadOnlyList<string> Jobs { get; } =
        ["Backend developer, Pennine Parcel Exchange, 2018 - 2022", "Stock controller | Northgate Timber Supplies | 2014-2019", "Warehouse operative, Bluebell Logistics", "Test engineer - Meridian Rail Signalling (2017-2021)", "Field technician, Greenline Broadband"];

    public static IReadOnlyList<string> Studies { get; } = ["EDUCATION\nBSc Computer Science", "Education\nDiploma in Health and Social Care", "Training\nForklift licence, first aid at work"];

    public static IReadOnlyList<string> PersonalHeadings { get; } = ["PERSONAL DETAILS", "Personal information", "Personal", "PERSONAL DATA"];
}
