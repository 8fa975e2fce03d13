namespace ClearView.Messaging.Bench.Load;

/// <summary>What the parent tells a row's process to do; one line of JSON each.</summary>
/// <param name="Do">throughput, pace or end.</param>
/// <param name="Rate">For pace: publishes a second.</param>
/// <param name="Most">For throughput: ends after so many, if not 0.</param>
internal sealed record Order(string Do, int Size, double Seconds, double Rate = 0, long Most = 0);

/// <summary>What came of it.</summary>
internal sealed record Measured(
    long Messages, double Seconds, double PerSecond, double CpuPer10k, double BytesPerMessage, double P50Ms = 0, double P99Ms = 0,
    long Lost = 0, long Doubled = 0, long Refused = 0, long Effects = -1, double LongestStallMs = 0, long LargestMemory = 0, long SmallestMemory = 0, string? Error = null)
{
    public static Measured Failed(string why) => new(0, 0, 0, 0, 0, Error: why);
}
