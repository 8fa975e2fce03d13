namespace ClearView.Messaging.Bench;

/// <summary>What a run measures, and how long.</summary>
internal sealed record BenchOptions(bool Json, double Seconds, int Rounds, IReadOnlyList<int> Sizes, IReadOnlyList<string> Rows, bool KillsBroker, int Backlog);
