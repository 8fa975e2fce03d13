using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Ai;
using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Replays;

/// <summary>Every function of the catalogs, and those that joined from elsewhere and said how far they are.</summary>
internal static class FunctionList
{
    private static readonly FunctionListJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public static async Task<int> RunAsync(DataFolder data, bool json, CancellationToken ct)
    {
        var states = (await StatesAsync(data, ct)).ToDictionary(s => s.Function, StringComparer.Ordinal);
        var lines = RoleCatalog.All
            .Select(f => new FunctionLine(
                f.Function.Name, RoleCatalog.Text(f.Role), f.Function.WireNames, f.Function.KeepsState,
                f.Function.From == From.Beginning ? "beginning" : "now", CatchUpLine.Of(states.GetValueOrDefault(f.Function.Name))))
            .Concat(states.Values.Where(s => RoleCatalog.All.All(f => f.Function.Name != s.Function))
                .Select(s => new FunctionLine(s.Function, "joined", [], true, "beginning", CatchUpLine.Of(s))))
            .ToList();
        Console.Write(json ? JsonSerializer.Serialize(new FunctionLines(lines), _json.FunctionLines) + "\n" : string.Concat(lines.Select(Text)));
        return ExitCode.Done;
    }

    /// <summary>None where nothing was begun yet.</summary>
    private static async Task<IReadOnlyList<CatchUpState>> StatesAsync(DataFolder data, CancellationToken ct)
    {
        if (!await data.HasStoreAsync(ct))
            return [];
        using var store = data.OpenStore();
        return await new CatchUpProgress(store).AllAsync(ct);
    }

    private static string Text(FunctionLine line) =>
        $"{line.Name,-28} {line.Role,-10} from: {line.From,-10} {string.Join(", ", line.Takes)}{(line.CatchUp is { } at ? "\n" + new string(' ', 29) + Text(at) : "")}\n";

    internal static string Text(CatchUpLine at) => at.DoneAt is { } done
        ? string.Create(CultureInfo.InvariantCulture, $"has caught up with history on {done:yyyy-MM-dd HH:mm:ss}: {at.Read} messages, {at.Kept} of them new to it")
        : string.Create(CultureInfo.InvariantCulture, $"catches up with history: at {at.Position} of {at.End?.ToString(CultureInfo.InvariantCulture) ?? "?"}, at most {at.Rate} a second, {(at.SecondsLeft is { } left ? $"about {TimeSpan.FromSeconds(left):d\\.hh\\:mm\\:ss} left" : "time left not known")}, {at.Kept} new");
}

/// <param name="From">"now" or "beginning": what its line says.</param>
internal sealed record FunctionLine(string Name, string Role, IReadOnlyList<string> Takes, bool KeepsState, string From, CatchUpLine? CatchUp);

internal sealed record FunctionLines(IReadOnlyList<FunctionLine> Functions);

/// <param name="Position">The offset that it reads next.</param>
/// <param name="Rate">Messages a second that it may be given.</param>
/// <param name="Speed">Offsets a second that it passed of late.</param>
internal sealed record CatchUpLine(
    long Position, long? End, long Read, long Kept, int Rate, double Speed, double? SecondsLeft, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt, DateTimeOffset? DoneAt)
{
    public static CatchUpLine? Of(CatchUpState? state) => state is null ? null : new(
        state.Position, state.End, state.Read, state.Kept, state.Rate, state.Speed, state.Left is { } left ? Math.Round(left.TotalSeconds) : null,
        state.StartedAt, state.UpdatedAt, state.DoneAt);
}

[JsonSerializable(typeof(FunctionLines))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(ShadowAnswer))]
internal sealed partial class FunctionListJson : JsonSerializerContext;
