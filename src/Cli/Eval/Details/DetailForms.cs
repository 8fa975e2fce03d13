namespace ClearView.Cli.Eval.Details;

/// <summary>How dates, ages and nationalities are written.</summary>
internal static class DetailForms
{
    public static IReadOnlyList<string> Dates { get; } =
    [
        "{d} {month} {yyyy}", "{month} {d}, {yyyy}", "{mon} {d} {yyyy}", "{dd}/{mm}/{yyyy}", "{dd}.{mm}.{yyyy}", "{dd}-{mm}-{yyyy}", "{yyyy}-{mm}-{dd}", "{d}th {month} {yyyy}", "{d}th of {month}, {yyyy}", "{dd}-{mon}-{yyyy}", "{dd}/{mm}/{yy}", "{d}.{mm}.{yyyy}",
        "the {d}th of {month} {yyyy}", "{d} {mon}. {yyyy}", "{month} {d}th, {yyyy}", "{d}/{mm}/{yyyy}", "{dd} {mm} {yyyy}", "{yyyy}", "{month} {yyyy}", "{dd}{mon}{yyyy}", "{d}. {month} {yyyy}", "{yyyy}.{mm}.{dd}", "{yyyy}/{mm}/{dd}",
        "{d} de mayo de {yyyy}", "{d} janvier {yyyy}", "{d}. M\u00E4rz {yyyy}", "{d} agosto {yyyy}", "{d} lipca {yyyy}", "{d} de outubro de {yyyy}", "{d} oktober {yyyy}", "{d} Haziran {yyyy}", "1er f\u00E9vrier {yyyy}",
    ];

    public static IReadOnlyList<string> Ages { get; } = ["{age}"];

    public static IReadOnlyList<string> Nationalities { get; } =
    [
        "Indian", "British", "Nigerian", "German", "Polish", "French", "Turkish", "Chinese", "Vietnamese", "Kenyan", "Brazilian", "Mexican", "Pakistani", "Filipino", "Dutch", "Swedish", "Ukrainian", "Romanian", "Egyptian", "Syrian", "Ghanaian", "South African", "Sri Lankan",
        "Portuguese", "Spanish", "Italian", "Greek", "Irish", "Canadian", "Australian", "Japanese", "Korean", "Russian", "Iranian", "Iraqi", "Colombian", "Hungarian", "Danish", "Bangladeshi", "Nepalese", "Saudi", "Lebanese", "Moroccan", "American",
    ];
}
