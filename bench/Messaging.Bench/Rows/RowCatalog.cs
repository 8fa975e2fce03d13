using ClearView.Messaging.Bench.Rows.Embedded;
using ClearView.Messaging.Bench.Rows.Peers;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>The table of contents of what is measured.</summary>
internal static class RowCatalog
{
    public const string Bare = "bare";
    public const string BareBest = "bareBest";
    public const string BareRouted = "bareRouted";
    public const string Ours = "ours";
    public const string Effects = "oursEffects";
    public const string Transport = "transport";
    public const string TransportSealed = "transportSealed";
    public const string MassTransit = "massTransit";
    public const string Wolverine = "wolverine";
    public const string Embedded = "embedded";
    public const string Sqlite = "sqlite";
    public const string BareBacklog = "bareBacklog";
    public const string OursBacklog = "oursBacklog";
    public const string OursSlow = "oursSlow";

    /// <summary>Those that a run measures unless told otherwise, in their order.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Bare, BareBest, BareRouted, Ours, TransportSealed, Transport, Effects, Wolverine, MassTransit, Embedded, Sqlite];

    public static IReadOnlyDictionary<string, Func<IRow>> All { get; } = new Dictionary<string, Func<IRow>>(StringComparer.Ordinal)
    {
        [Bare] = () => new BareRow(channels: 1, window: 1_024, prefetch: 1_024, ackEvery: 256),
        [BareBest] = () => new BareRow(channels: 2, window: 1_024, prefetch: 2_048, ackEvery: 256),
        [BareRouted] = () => new BareRow(channels: 1, window: 1_024, prefetch: 1_024, ackEvery: 256, isRouted: true),
        [Ours] = () => new OursRow(),
        [Effects] = () => new EffectsRow(),
        [Transport] = () => new TransportRow(isSealed: false),
        [TransportSealed] = () => new TransportRow(isSealed: true),
        [MassTransit] = () => new MassTransitRow(),
        [Wolverine] = () => new WolverineRow(),
        [BareBacklog] = () => new BareRow(channels: 1, window: 1_024, prefetch: 1_024, ackEvery: 256, consumesLater: true),
        [OursBacklog] = () => new OursRow(consumesLater: true),
        [OursSlow] = () => new OursRow(static name => Function.Pure<HandleSlowly, BenchRecord>(name, parallelism: 16), consumesLater: true),
        [Embedded] = () => new EmbeddedRow(),
        [Sqlite] = () => new SqliteLimitRow(),
    };

    /// <summary>Those that need no broker.</summary>
    public static bool NeedsBroker(string row) => row is not (Embedded or Sqlite);

    /// <summary>Those that are measured in one size: they only feed a ratio.</summary>
    public static bool IsForOneSize(string row) => row is BareRouted or Transport or TransportSealed or Embedded or Sqlite;

    /// <summary>Those whose user would meet a dead broker: for the others nothing is promised.</summary>
    public static bool MeetsDeadBroker(string row) => row is Bare or Ours or Effects or MassTransit or Wolverine;
}
