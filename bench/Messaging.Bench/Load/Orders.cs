namespace ClearView.Messaging.Bench.Load;

/// <summary>What the parent tells a row's process to do; one line of JSON each.</summary>
/// <param name="Do">throughput, latency, deaths, fill, drain or serve.</param>
/// <param name="Rate">For latency and deaths: publishes a second.</param>
/// <param name="Most">For fill and drain: how many.</param>
internal sealed record Order(string Do, int Size, double Seconds, double Rate = 0, long Most = 0);

/// <summary>What came of it; what an order does not measure is 0.</summary>
internal sealed record Measured
{
    public string? Error { get; init; }

    public long Messages { get; init; }

    public double PerSecond { get; init; }

    public double CpuSecondsPer10k { get; init; }

    /// <summary>Of the broker, meanwhile.</summary>
    public double BrokerCpuSecondsPer10k { get; init; }

    public double BytesPerMessage { get; init; }

    public double P50Ms { get; init; }

    public double P99Ms { get; init; }

    /// <summary>Confirmed and never handled or, where effects are stored, without an effect.</summary>
    public long Lost { get; init; }

    /// <summary>Not handled in time, and still in the queue.</summary>
    public long Waiting { get; init; }

    /// <summary>Handled or stored again.</summary>
    public long Doubled { get; init; }

    /// <summary>Publishes that failed and were repeated.</summary>
    public long Refused { get; init; }

    public double LongestStallMs { get; init; }

    public long SmallestMemory { get; init; }

    public long LargestMemory { get; init; }

    public static Measured Failed(string why) => new() { Error = why };
}
