using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Ai;
using ClearView.Messaging.Store.Accounts;

namespace ClearView.Cli.Accounts;

/// <summary>The account as scripts get it, and as a running installation answers it.</summary>
/// <param name="Whole">Nothing is unaccounted for, and the sums agree.</param>
/// <param name="States">Of all functions.</param>
internal sealed record AccountAnswer(
    bool Whole, DateTimeOffset? CountsFrom, DateTimeOffset AsOf, long Messages, long OfNoFunction, long Parked, long Unaccounted,
    IReadOnlyDictionary<string, long> States, IReadOnlyList<FunctionAnswer> Functions, IReadOnlyList<Gap> Gaps, IReadOnlyList<string> Notes)
{
    private static readonly AccountJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public string ToJson() => JsonSerializer.Serialize(this, _json.AccountAnswer);

    public static AccountAnswer Of(AccountReport report)
    {
        var functions = report.Functions.Select(f => new FunctionAnswer(f.Function, f.HasStore, f.Published, StatesOf(state => f[state]), f.InQueue, f.Consumers)).ToList();
        return new AccountAnswer(
            report.IsWhole, report.CountsFrom, report.AsOf, report.Messages, report.OfNoFunction, report.Parked, report.Unaccounted,
            StatesOf(state => report.Functions.Sum(f => f[state])), functions, report.Gaps, report.Notes);
    }

    public static AccountAnswer Read(string json) => JsonSerializer.Deserialize(json, _json.AccountAnswer)!;

    public static string NameOf(MessageState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static Dictionary<string, long> StatesOf(Func<MessageState, long> count) => Enum.GetValues<MessageState>().ToDictionary(NameOf, count);
}

/// <param name="States">Every state, also those in which nothing is.</param>
internal sealed record FunctionAnswer(string Function, bool Store, long Published, IReadOnlyDictionary<string, long> States, long? InQueue, int Consumers);

/// <summary>A line of the answer over HTTP: how far it is, or what was found, or why it ended.</summary>
internal sealed record AccountLine(AccountProgress? Progress, AccountAnswer? Account, string? Error)
{
    private static readonly AccountJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public string ToJson() => JsonSerializer.Serialize(this, _json.AccountLine);

    public static AccountLine Read(string json) => JsonSerializer.Deserialize(json, _json.AccountLine)!;
}

[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(AccountLine))]
internal sealed partial class AccountJson : JsonSerializerContext;
