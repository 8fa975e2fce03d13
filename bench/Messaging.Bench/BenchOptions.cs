namespace ClearView.Messaging.Bench;

/// <summary>What a run measures, and how long.</summary>
/// <param name="Seconds">Of one measurement.</param>
/// <param name="Rounds">Measurements of each row in the first size.</param>
/// <param name="Sizes">The first is the one that ratios are of.</param>
/// <param name="Shares">Also lets one and then two processes work on one queue.</param>
/// <param name="Backlog">Messages that wait before somebody consumes; 0: no such phase.</param>
internal sealed record BenchOptions(
    bool Json, double Seconds, int Rounds, IReadOnlyList<int> Sizes, IReadOnlyList<string> Rows, bool KillsBroker, bool StartsUp, bool Shares, long Backlog);
