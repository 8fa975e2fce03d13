namespace ClearView.Web.Layout;

/// <summary>More kinds of identity exist than colours that people can tell apart.</summary>
internal static class KindFamily
{
    public static IReadOnlyList<(string Family, string Text)> All { get; } =
    [
        ("person", "Name and identity"), ("contact", "Contact"), ("place", "Place and background"), ("age", "Age"), ("trait", "Personal traits"), ("other", "Other"),
    ];

    public static string Of(string kind) => kind switch
    {
        "name" or "id-number" or "photo" => "person",
        "email" or "phone" or "url" => "contact",
        "address" or "place" or "nationality" or "ethnicity" or "school" => "place",
        "birth-date" or "age" or "graduation" => "age",
        "gender" or "orientation" or "religion" or "marital" or "family" or "health" or "military" or "politics" or "union" => "trait",
        _ => "other",
    };
}
