using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Messaging.Bench;

/// <summary>What every row publishes and reads: the same JSON of a chosen length.</summary>
/// <param name="Number">Counts the records of one load, from 0.</param>
/// <param name="SentAt">Ticks of the process's stopwatch; publisher and consumer are one process.</param>
public sealed record BenchRecord(long Number, long SentAt, string CandidateId, string JobTitle, IReadOnlyList<string> Skills, string Story)
{
    public const string WireName = "bench.record.v1";

    private const string Sentence = "Led a team of eight on a ward with thirty beds and cut waiting from three hours to one. ";

    /// <summary>A record whose JSON has about this many bytes, to be copied with its own number.</summary>
    public static BenchRecord OfSize(int bytes)
    {
        var bare = new BenchRecord(100_000, 100_000_000_000, "8f14e45fceea467fa1b2c3d4e5f60718", "Ward nurse", ["triage", "wound care", "leading"], "");
        var missing = bytes - JsonSerializer.SerializeToUtf8Bytes(bare, BenchJson.Default.BenchRecord).Length;
        return bare with { Story = string.Concat(Enumerable.Repeat(Sentence, missing / Sentence.Length + 1))[..Math.Max(0, missing)] };
    }
}

[JsonSerializable(typeof(BenchRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BenchJson : JsonSerializerContext;
