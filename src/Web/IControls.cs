namespace ClearView.Web;

/// <summary>What a person may do to a running demo, to see that nothing is lost.</summary>
public interface IControls
{
    /// <summary>Processes, or the workers inside one.</summary>
    IReadOnlyList<WorkerState> Workers { get; }

    /// <summary>Functions that wait before every message, and how long.</summary>
    IReadOnlyDictionary<string, TimeSpan> Slowed { get; }

    BrokerButton Broker { get; }

    /// <summary>Zero lets it run freely again.</summary>
    Task SlowAsync(string function, TimeSpan wait, CancellationToken ct);

    /// <summary>As kill -9 does.</summary>
    Task KillAsync(string worker, CancellationToken ct);

    Task RestartAsync(string worker, CancellationToken ct);

    Task StopBrokerAsync(CancellationToken ct);

    Task StartBrokerAsync(CancellationToken ct);
}

/// <summary>What the broker's button does, which follows from how the broker is.</summary>
public enum BrokerButton
{
    /// <summary>There is none: the broker is somebody else's.</summary>
    None,

    /// <summary>It starts just now: there is nothing to press.</summary>
    Starting,
    Stop,
    Start,
}

/// <param name="Name">Unique; what the buttons send back.</param>
/// <param name="Role">What it does, e.g. ai or anonymize.</param>
/// <param name="ProcessId">Null when it is no process of its own.</param>
public sealed record WorkerState(string Name, string Role, int? ProcessId, bool Running);
