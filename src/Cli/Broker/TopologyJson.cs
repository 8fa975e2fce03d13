using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Ai;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Layout.Planning;

namespace ClearView.Cli.Broker;

/// <summary>The same for scripts: one object on one line.</summary>
internal static class TopologyJson
{
    private static readonly TopologyJsonContext _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public static string Of(TopologyReport report) => JsonSerializer.Serialize(
        new CheckAnswer(
            report.Broker, report.IsSame, report.IsComplete,
            [.. report.Differences.Select(d => new DifferenceAnswer(Word(d.Kind), d.Name, d.Text, Word(d.Weight), d.Promise?.Number, d.Promise?.Words, d.Remedy))],
            report.NotKnown),
        _json.CheckAnswer) + "\n";

    public static string Of(TopologyPlan plan) => JsonSerializer.Serialize(
        new PlanAnswer(plan.Broker, plan.IsEmpty, [.. plan.Steps.Select(s => new StepAnswer(s.Text, s.Refused, s.Repeats))], plan.NotKnown), _json.PlanAnswer) + "\n";

    public static string Of(IReadOnlyList<AppliedStep> steps) =>
        JsonSerializer.Serialize(new ApplyAnswer(steps.Count(s => s.Failed is null), steps.Count(s => s.Failed is not null), steps), _json.ApplyAnswer) + "\n";

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

internal sealed record CheckAnswer(BrokerInfo Broker, bool Same, bool Complete, IReadOnlyList<DifferenceAnswer> Differences, IReadOnlyList<NotKnown> NotKnown);

/// <param name="Weight">breaks-promise, repairable or information.</param>
internal sealed record DifferenceAnswer(string Kind, string Name, string Text, string Weight, int? Promise, string? PromiseWords, string? Remedy);

internal sealed record PlanAnswer(BrokerInfo Broker, bool Empty, IReadOnlyList<StepAnswer> Steps, IReadOnlyList<NotKnown> NotKnown);

/// <param name="Refused">Why 'apply' does not do it; null when it does.</param>
internal sealed record StepAnswer(string Text, string? Refused, bool Repeats);

internal sealed record ApplyAnswer(int Done, int Left, IReadOnlyList<AppliedStep> Steps);

[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(PlanAnswer))]
[JsonSerializable(typeof(ApplyAnswer))]
internal sealed partial class TopologyJsonContext : JsonSerializerContext;
