using System.Text.RegularExpressions;
using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Whether the user may do what will be done. A right that lacks shows else when it is needed, which may be at the first dead letter.</summary>
internal static class CompareRights
{
    // So the rights name the default exchange, through which dead letters and redrives go.
    private const string DefaultExchange = "amq.default";

    public static IEnumerable<Difference> Run(RabbitLayout layout, StandingRights? rights)
    {
        if (rights is null)
            return [];

        var names = layout.Exchanges.Select(e => e.Name).Append(RabbitLayout.Settled).Concat(layout.Queues.Select(q => q.Name)).Distinct(StringComparer.Ordinal).ToList();
        return new[]
        {
            Lacking("configure", rights.Configure, names, Promise.Kept),
            Lacking("write", rights.Write, names, Promise.Kept),
            Lacking("write", rights.Write, [DefaultExchange], Promise.Settled),
            Lacking("read", rights.Read, names, Promise.Alive),
        }.OfType<Difference>();

        Difference? Lacking(string right, string pattern, IReadOnlyList<string> of, Promise promise) => of.Where(name => !Allows(pattern, name)).ToList() switch
        {
            [] => null,
            [var first, .. var rest] => Difference.Breaks(promise, DifferenceKind.Rights, rights.User,
                $"the user may not {right} '{first}'{(rest.Count > 0 ? $" and {rest.Count} more" : "")}: its pattern is '{pattern}'",
                $"Run 'rabbitmqctl set_permissions' with patterns that match '{RabbitLayout.Main}.*' and '{DefaultExchange}'."),
        };
    }

    // An empty pattern allows nothing, and not everything as elsewhere.
    private static bool Allows(string pattern, string name) => pattern.Length > 0 && Patterns.Match(pattern, name);
}

/// <summary>Patterns that somebody else wrote, in a dialect that is nearly this one.</summary>
internal static class Patterns
{
    private static readonly TimeSpan _limit = TimeSpan.FromMilliseconds(100);

    /// <summary>One that cannot be read here counts as a match: better a difference too many than one too few.</summary>
    public static bool Match(string pattern, string name)
    {
        try
        {
            return Regex.IsMatch(name, pattern, RegexOptions.CultureInvariant, _limit);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
