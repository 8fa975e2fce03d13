namespace ClearView.Cli.Eval.Details;

/// <summary>How streets and houses are written in some forty countries.</summary>
internal static class StreetForms
{
    public static IReadOnlyList<string> All { get; } =
    [
        // United States and Canada
        "{N} {w} Street", "{N} {w} St", "{N} N. {w} Ave.", "{N} SW {o} Avenue", "{N} {w} Blvd, Apt {u}{a}", "{n} {o} Street NE", "{N} Old {w} Road", "{N} {w} Ct., Unit {u}", "{N} County Road {n}", "{N} Highway {u} North", "{N} {w} {w} Pkwy #{N}",
        "P.O. Box {N}", "PO Box {N}", "RR {u} Box {n}", "{N} {w} Trail", "Apt. {u}, {N} E {w} Dr", "{n}-{N} {w} Crescent", "{N}, rue {w}", "{N} Ave of the {w}",
        // United Kingdom and Ireland
        "{n} {w} Road", "{n}{a} High Street", "Flat {u}, {n} {w} Close", "{u} The {w}", "{n} St. {w}'s Terrace", "Apartment {u}, Block {a}, {w} Quay", "{n} {w} Gardens", "{n} {w} Mews", "Unit {u}, {w} Business Park", "{n} Upper {w} Street", "{n} {w} Grove",
        // Australia, New Zealand, South Africa
        "{u}/{n} {w} Street", "Unit {u}, {n} {w} Parade", "{n} {w} Esplanade", "{n} {w} Avenue, {w} Park",
        // Germany, Austria, Switzerland
        "{w}stra\u00DFe {n}", "{w}str. {n}{a}", "{w}-{w}-Stra\u00DFe {n}", "{w}er Str. {n}", "Am {w}berg {n}", "An der alten {w} {n}", "{w}weg {n}/{u}", "{w}gasse {n}", "Im {w}hof {u}", "{w}platz {u}", "{w}allee {n} b", "Auf der {w} {n}",
        // France and Belgium
        "{n}, rue de la {w}", "{n} rue {w}", "{n} bis, avenue {w}", "{n} all\u00E9e des {w}", "{n} boulevard du G\u00E9n\u00E9ral {w}", "{n} chemin de {w}", "{n} impasse {w}", "{n} place {w}", "{n} quai de {w}",
        // Spain and Latin America
        "Calle {w} {n}", "Calle de {w}, {n}, {u}\u00BA {a}", "C/ {w}, {n}", "Avda. de {w}, {n}", "Plaza {w} {u}", "Paseo de {w} {n}", "Carrera {u} # {n}-{u}", "Calle {n} No. {u}-{n}", "Av. {w} {N}, Int. {u}", "Calle {w} No. {n}, Col. {w}", "Jr. {w} {N}", "Cra. {u} No. {n}-{u}",
        // Italy
        "Via {w} {n}", "Via {w} {w}, {n}/{a}", "Corso {w} {n}", "Piazza {w} {u}", "Viale {w}, {n}", "Vicolo {w} {u}",
        // Portugal and Brazil
        "Rua {w}, {n}", "Rua {w}, {N} - Apto {u}", "Av. {w}, {N}", "Avenida {w}, {N}", "Travessa {w} {n}", "Rua {w} n\u00BA {n}", "Alameda {w}, {n}",
        // The Netherlands, Sweden, Norway, Denmark, Finland
        "{w}straat {n}", "{w}laan {n} bis", "{w}plein {u}", "{w}gracht {n}-{u}", "{w}kade {n}", "{w}dijk {n}", "{w}gatan {n} {a}", "{w}v\u00E4gen {n}", "{w} gate {n}", "{w}veien {n}", "{w}vej {n}, {u}. th", "{w}gade {n}", "{w}katu {n} {a} {u}", "{w}tie {n}",
        // Poland, Czechia, Hungary, Romania, Serbia and Croatia
        "ul. {w} {n}/{u}", "ul. {w}a {n} m. {u}", "al. {w} {n}", "os. {w} {u}/{n}", "pl. {w} {u}", "ulice {w} {n}", "{w} utca {n}", "{w} \u00FAt {n}/{a}", "Str. {w} nr. {n}, bl. {u}, ap. {u}", "Strada {w} {n}", "Ulica {w} {n}", "Bulevar {w} {n}",
        // Turkey, Greece, Ukraine and Russia in Latin letters
        "{w} Mah. {w} Sok. No: {n}/{u}", "{w} Caddesi No: {n} D: {u}", "{w} Cad. No {n}", "Odos {w} {n}", "ul. {w}, d. {n}, kv. {u}", "{w} str., {n}, apt. {u}", "prospekt {w} {n}",
        // India, Pakistan, Bangladesh, Sri Lanka
        "H.No. {u}-{u}-{n}, {w} Nagar", "Flat No. {n}, {w} Towers", "{n}/{u}, {o} Cross, {w} Layout", "Plot No. {n}, Sector {u}", "#{n}, {o} Main Road, {w} Colony", "{a}-{n}, {w} Apartments", "Door No. {n}, {w} Street", "House No. {n}, {w} Vihar", "{n}, {w} Nagar, {o} Street", "House {n}, Street {u}, Sector F-{u}", "House # {n}, Road # {u}, Block {a}", "Room No. {u}, {w} Chawl", "{a}-{n}, {w} CHS",
        // China, Japan, Korea, Vietnam, Indonesia, Malaysia, the Philippines, Singapore
        "No. {n}, {w} Road", "Room {n}, Building {u}, No. {n} {w} Road", "{u}-{u}-{n} {w}-cho", "{w} {u}-chome {u}-{u}", "{n} {w}-ro", "{n}, {w}-daero {u}-gil", "{n} Nguyen {w} Street, Ward {u}", "So {n}, Duong {w}", "Jl. {w} No. {n}", "Jalan {w} {u}/{u}", "{n}, Jalan {w}", "Lorong {w} {u}", "Blk {n} {w} Ave {u} #{u}-{n}", "Blk {u} Lot {u}, {w} St., Brgy. {w}",
        // Nigeria, Ghana, Kenya, Egypt, the Gulf, Israel
        "{n} {w} Street, off {w} Road", "No {n}, {w} Close", "Plot {n}, {w} Way", "Block {u} Flat {u}, {w} Estate", "House No. {n}, {w} Lane", "P.O. Box {N}-00{n}", "P. O. Box {N}", "{n} El {w} St.", "Building {n}, Street {u}, Al {w}", "Villa {n}, Al {w} Street", "{n} Rehov {w}", "Rehov {w} {n}",
    ];
}
