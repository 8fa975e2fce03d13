using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Ai;
using ClearView.Messaging;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>The same for scripts: one object on one line.</summary>
internal static class DeadJson
{
    private static readonly DeadJsonContext _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public static string Of(IReadOnlyList<LetterGroup> groups, long letters, bool isAll, IReadOnlyList<Redrive> open) =>
        JsonSerializer.Serialize(new GroupsAnswer(letters, isAll, [.. groups.Select(g => new GroupAnswer(
            g.Key.Fingerprint, g.Key.Function, g.Letters, g.Tenants, g.SomeTenants, g.FirstAt, g.LastAt, g.IsTransient, g.Cause?.Code, g.Cause?.Text, g.Cause?.FunctionVersion))],
            [.. open.Select(Answer)]), _json.GroupsAnswer);

    public static string Of(IReadOnlyList<LetterLine> letters, bool isAll) =>
        JsonSerializer.Serialize(new LettersAnswer(isAll, [.. letters.Select(l => Answer(l, null))]), _json.LettersAnswer);

    public static string Of(LetterLine letter, string opens) => JsonSerializer.Serialize(Answer(letter, opens), _json.LetterAnswer);

    public static string Of(RedrivePlan plan) => JsonSerializer.Serialize(plan, _json.RedrivePlan);

    public static string Of(Redrive redrive) => JsonSerializer.Serialize(Answer(redrive), _json.RedriveAnswer);

    public static string Of(DiscardPlan plan) => JsonSerializer.Serialize(plan, _json.DiscardPlan);

    private static RedriveAnswer Answer(Redrive redrive) => new(
        redrive.Id, redrive.Order.Group.Fingerprint, redrive.Order.Group.Function, redrive.State, redrive.Reason, redrive.Moved, redrive.Done, redrive.Superseded,
        redrive.Failed, redrive.UnderWay, redrive.Order.IsAutomatic, redrive.Order.AskedBy, redrive.StartedAt, redrive.EndedAt);

    private static LetterAnswer Answer(LetterLine l, string? opens) => new(
        l.Id, l.Fingerprint, l.Function, l.Envelope.Id.ToString(), l.Envelope.Type, l.Envelope.Tenant.Value, l.Envelope.Subject, l.Envelope.OrderKey,
        l.Envelope.SourceVersion, l.Envelope.Source, l.Envelope.Time, l.FailedAt, l.IsTransient, l.Cause, l.BodyLength, opens, l.Redrives, l.AutomaticRedrives, l.Discard);
}

/// <param name="Redrives">Begun by somebody and not at their end.</param>
internal sealed record GroupsAnswer(long Letters, bool All, IReadOnlyList<GroupAnswer> Groups, IReadOnlyList<RedriveAnswer> Redrives);

internal sealed record GroupAnswer(
    string Group, string Function, long Letters, long Tenants, IReadOnlyList<string> SomeTenants, DateTimeOffset FirstAt, DateTimeOffset LastAt, bool Transient,
    string? Code, string? Text, string? FunctionVersion);

internal sealed record LettersAnswer(bool All, IReadOnlyList<LetterAnswer> Letters);

/// <param name="Opens">yes, erased, missing (its large body is not in the store), no-key or no; null where it was not tried.</param>
internal sealed record LetterAnswer(
    long Letter, string Group, string Function, string Message, string Type, string Tenant, string? Subject, string? OrderKey, long SourceVersion, string Source,
    DateTimeOffset Time, DateTimeOffset FailedAt, bool Transient, FailureCause? Cause, long BodyLength, string? Opens, long Redrives, long AutomaticRedrives, long? Discard);

internal sealed record RedriveAnswer(
    long Redrive, string Group, string Function, string State, string? Reason, long PutBack, long Done, long Superseded, long Failed, long UnderWay, bool Automatic,
    string AskedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

[JsonSerializable(typeof(GroupsAnswer))]
[JsonSerializable(typeof(LettersAnswer))]
[JsonSerializable(typeof(LetterAnswer))]
[JsonSerializable(typeof(RedrivePlan))]
[JsonSerializable(typeof(RedriveAnswer))]
[JsonSerializable(typeof(DiscardPlan))]
internal sealed partial class DeadJsonContext : JsonSerializerContext;
