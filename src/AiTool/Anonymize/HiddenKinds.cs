using System.Collections.Frozen;
using ClearView.Messaging;

namespace ClearView.AiTool.Anonymize;

/// <summary>The kinds of identity that can be hidden, as a tenant's policy names them.</summary>
public static class HiddenKinds
{
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Url = "url";
    public const string Address = "address";
    public const string Place = "place";
    public const string School = "school";
    public const string BirthDate = "birth-date";
    public const string Age = "age";
    public const string Graduation = "graduation";
    public const string Gender = "gender";
    public const string Nationality = "nationality";
    public const string Ethnicity = "ethnicity";
    public const string Orientation = "orientation";
    public const string Religion = "religion";
    public const string Marital = "marital";
    public const string Family = "family";
    public const string Health = "health";
    public const string Military = "military";
    public const string Politics = "politics";
    public const string Union = "union";
    public const string Photo = "photo";
    public const string IdNumber = "id-number";

    public static IReadOnlyList<string> All { get; } =
    [
        Name, Email, Phone, Url, Address, Place, School, BirthDate, Age, Graduation, Gender,
        Nationality, Ethnicity, Orientation, Religion, Marital, Family, Health, Military, Politics, Union, Photo, IdNumber,
    ];

    /// <exception cref="PermanentFailureException">One is no kind: what it was meant to hide would stay.</exception>
    internal static FrozenSet<string> Chosen(IReadOnlyList<string> kinds) => kinds.Except(All, StringComparer.Ordinal).FirstOrDefault() is { } unknown
        ? throw new PermanentFailureException("unknown-kind",
            $"'{unknown}' is no kind of identity that ClearView hides, so nothing was made anonymous. Put the policy right; the kinds are {string.Join(", ", All)}.")
        : kinds.Count == 0 ? AllOfThem : kinds.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AllOfThem = All.ToFrozenSet(StringComparer.Ordinal);
}
