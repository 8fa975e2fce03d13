namespace ClearView.Messaging.Bench.Rows;

/// <summary>The table of contents of what is measured.</summary>
internal static class RowCatalog
{
    public const string Bare = "bare";
    public const string Ours = "ours";

    public static IReadOnlyDictionary<string, Func<IRow>> All { get; } = new Dictionary<string, Func<IRow>>(StringComparer.Ordinal)
    {
        [Bare] = () => new BareRow(channels: 1, window: 1_024, prefetch: 1_024, ackEvery: 256),
        ["bareBest"] = () => new BareRow(channels: 2, window: 1_024, prefetch: 2_048, ackEvery: 256),
        [Ours] = () => new OursRow(),
    };
}
