using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Web.Live;

/// <summary>How things stand, at one moment. What could not be asked in time is the last that is known, or null.</summary>
/// <param name="Waiting">Messages in the outbox: committed, not yet confirmed by the broker.</param>
/// <param name="IsQuiet">For some looks in a row nothing was on its way: what is unaccounted for now is missing.</param>
public sealed record Snapshot(
    DateTimeOffset At, BrokerView Broker, IReadOnlyList<QueueView> Queues, Account? Account, long? Waiting, IReadOnlyList<ArrivalView> Arrivals,
    IReadOnlyList<HrSystemView> HrSystems, bool IsQuiet)
{
    /// <summary>Messages on their way. Parked ones are not: nobody takes them.</summary>
    public long Open => Queues.Where(q => q.Queue != Topology.Parking).Sum(q => q.Open) + (Waiting ?? 0);

    public IReadOnlyList<QueueView> OfRole(string role) => [.. Queues.Where(q => q.Function?.Role == role)];
}

/// <param name="State">running, stopped (by its button), not reachable or being asked.</param>
public sealed record BrokerView(string Name, string Version, string Address, string State)
{
    public bool IsRunning => State == Running;

    /// <summary>It was asked, and does not answer.</summary>
    public bool IsAway => State is Away or Stopped;

    public const string Running = "running";
    public const string Stopped = "stopped";
    public const string Away = "not reachable";
    public const string Unknown = "being asked";
}

/// <summary>A queue over the last minute.</summary>
/// <param name="InPerSecond">Null when the broker keeps no totals, or only one look was taken.</param>
/// <param name="Lengths">One for each look, the oldest first; at most sixty.</param>
public sealed record QueueView(
    string Queue, FunctionLine? Function, long Ready, long InFlight, long? Delayed, long? Arrived, long? Settled, int Consumers,
    double? InPerSecond, double? OutPerSecond, IReadOnlyList<long> Lengths)
{
    public long Open => Ready + InFlight + (Delayed ?? 0);
}

/// <param name="Headline">Of the story, when it is told.</param>
public sealed record ArrivalView(CandidateId Id, DateTimeOffset At, string State, int? BestScore, string System, string? Headline);
