namespace ClearView.AiTool.ScoreMatch;

/// <summary>The names of levels and educations, as people read them.</summary>
internal static class Names
{
    private static readonly string[] Levels = ["unknown", "entry", "junior", "experienced", "senior", "lead"];
    private static readonly string[] Educations = ["unknown", "school", "vocational", "bachelor", "master", "doctorate"];

    public static string Level(int level) => Levels[Math.Clamp(level, 0, Levels.Length - 1)];

    public static string Education(int education) => Educations[Math.Clamp(education, 0, Educations.Length - 1)];

    public static string AnyOf(AskedItem item) => Listed([.. item.AnyOf.Select(skill => skill.Asked.Name)], "or");

    public static string Listed(IReadOnlyList<string> names, string joiner) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {joiner} {names[^1]}",
    };

    /// <summary>"18 months", "3 years", "3 years 2 months".</summary>
    public static string Duration(int months)
    {
        if (months < 24 && months % 12 != 0)
            return months == 1 ? "1 month" : $"{months} months";
        var years = months / 12 == 1 ? "1 year" : $"{months / 12} years";
        return months % 12 == 0 ? years : $"{years} {(months % 12 == 1 ? "1 month" : $"{months % 12} months")}";
    }
}
