using System.Text;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Layout.Planning;

namespace ClearView.Cli.Broker;

/// <summary>As a difference is read: + is missing, - is too much, ! breaks a promise.</summary>
internal static class TopologyText
{
    public static string Of(TopologyReport report)
    {
        var text = new StringBuilder().Append(report.Broker.Name).Append(' ').Append(report.Broker.Version).Append(" at ").Append(report.Broker.Address).Append('\n');
        foreach (var difference in report.Differences)
        {
            text.Append(Sign(difference)).Append(' ').Append(difference.Text).Append('\n');
            if (difference.Promise is { } promise)
                text.Append("    breaks promise ").Append(promise.Number).Append(": ").Append(promise.Words).Append('\n');
            if (difference.Remedy is { } remedy)
                text.Append("    → ").Append(remedy).Append('\n');
        }

        AppendNotKnown(text, report.NotKnown);
        return text.Append(Sum(report)).Append('\n').ToString();
    }

    public static string Of(TopologyPlan plan)
    {
        var text = new StringBuilder();
        foreach (var step in plan.Steps)
            Append(text, step.Text, step.Refused, step.Refused is null ? step.Repeats ? "~" : "*" : "x");
        AppendNotKnown(text, plan.NotKnown);
        return text.Append(plan.IsEmpty ? "Nothing is to be done, as far as it was seen.\n" : "'broker apply' does what is marked *, and ~ in case it was not done; x is left, for the reason below it.\n").ToString();
    }

    public static string Of(IReadOnlyList<AppliedStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
            Append(text, step.Text, step.Failed, step.Failed is null ? "*" : "x");
        var left = steps.Count(s => s.Failed is not null);
        return text.Append(left == 0 ? $"{steps.Count - left} done.\n" : $"{steps.Count - left} done, {left} left.\n").ToString();
    }

    private static string Sum(TopologyReport report)
    {
        int Count(Weight weight) => report.Differences.Count(d => d.Weight == weight);
        var found = $"{Count(Weight.BreaksPromise)} break a promise, {Count(Weight.Repairable)} can be repaired{(Count(Weight.Repairable) > 0 ? " ('broker plan' says how)" : "")}, {Count(Weight.Information)} to be known.";
        return report switch
        {
            { IsSame: true, IsComplete: true } => $"The broker is as intended. {found}",
            { IsSame: true } => $"What could be seen is as intended; not all could be seen. {found}",
            _ => found,
        };
    }

    private static void AppendNotKnown(StringBuilder text, IReadOnlyList<NotKnown> notKnown)
    {
        foreach (var reason in notKnown.GroupBy(n => n.Why, StringComparer.Ordinal))
            text.Append("? not known: ").AppendJoin("; ", reason.Select(n => n.What)).Append("\n    because ").Append(reason.Key).Append('\n');
    }

    private static void Append(StringBuilder text, string step, string? why, string sign)
    {
        text.Append(sign).Append(' ').Append(step).Append('\n');
        if (why is not null)
            text.Append("    ").Append(why).Append('\n');
    }

    private static char Sign(Difference difference) => (difference.Weight, difference.Kind) switch
    {
        (Weight.BreaksPromise, _) => '!',
        (Weight.Repairable, DifferenceKind.MissingExchange or DifferenceKind.MissingQueue or DifferenceKind.MissingBinding) => '+',
        (Weight.Repairable, _) => '-',
        _ => ' ',
    };
}
