using System.Globalization;
using ClearView.Contracts;

namespace ClearView.Web.Layout;

/// <summary>Our words for people's eyes: names that the wire and the store keep short.</summary>
internal static class Say
{
    /// <summary>Enough of the id to tell candidates of one list apart.</summary>
    public static string Candidate(CandidateId id) => "Candidate " + Short(id.ToString());

    public static string Short(string id) => $"{id[..4]}-{id[4..8]}".ToUpperInvariant();

    public static string System(string system) => system switch
    {
        "portal" => "uploaded here",
        "folder" => "watched folder",
        { Length: > 0 } => char.ToUpperInvariant(system[0]) + system[1..],
        _ => "unknown",
    };

    /// <summary>Our own broker has no name that people know: they hear what it stands on.</summary>
    public static string Broker(string name, string version) => name switch
    {
        "sqlite" => $"Embedded broker on SQLite {version}",
        "rabbitmq" => $"RabbitMQ {version}",
        _ => $"{name} {version}",
    };

    public static string Role(string role) => role switch
    {
        "ai" => "AI tool",
        "functions" => "Functions",
        "hr" => "HR systems",
        "web" => "Web",
        _ => Words(role),
    };

    /// <summary>The messages that a function takes, without their versions.</summary>
    public static string Takes(IReadOnlyList<string> wireNames)
    {
        const int most = 2;
        var names = wireNames.Select(n => n.LastIndexOf(".v", StringComparison.Ordinal) is > 0 and var end ? n[..end] : n).ToList();
        return names.Count <= most ? string.Join(" and ", names) : $"{string.Join(", ", names.Take(most))} and {names.Count - most} more";
    }

    public static string State(string state) => state switch
    {
        "received" => "Received",
        "working" => "Being read",
        "anonymous" => "Ready",
        "held" => "Waits for your review",
        "refused" => "Refused in review",
        "dead" => "Could not be read",
        _ => state,
    };

    public static string Kind(string kind) => kind switch
    {
        "email" => "E-mail address",
        "phone" => "Telephone number",
        "url" => "Web address",
        "birth-date" => "Date of birth",
        "id-number" => "Identity number",
        "marital" => "Marital status",
        "graduation" => "Year of graduation",
        "military" => "Military service",
        "orientation" => "Sexual orientation",
        "union" => "Union membership",
        _ => Words(kind),
    };

    /// <summary>An identifier such as no-quantities as words.</summary>
    public static string Words(string identifier) =>
        identifier.Length == 0 ? "" : char.ToUpperInvariant(identifier[0]) + identifier[1..].Replace('-', ' ').Replace('.', ' ');

    public static string Level(int level) => level switch
    {
        1 => "entry level",
        2 => "junior",
        3 => "experienced",
        4 => "senior",
        5 => "lead",
        _ => "not stated",
    };

    public static string Education(int education) => education switch
    {
        1 => "school",
        2 => "vocational training",
        3 => "bachelor's degree",
        4 => "master's degree",
        5 => "doctorate",
        _ => "not stated",
    };

    public static string Duration(int months) => months switch
    {
        <= 0 => "no time stated",
        1 => "1 month",
        < 24 => Invariant($"{months} months"),
        _ when months % 12 == 0 => Invariant($"{months / 12} years"),
        _ => Invariant($"{months / 12} years {months % 12} months"),
    };

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
