using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Messaging.Bench;

/// <summary>What every row publishes and reads: the same JSON of a chosen length.</summary>
/// <param name="Number">Counts the records of one load, from 0.</param>
/// <param name="SentAt">Ticks of the process's stopwatch; publisher and consumer are one process.</param>
public sealed record BenchRecord(long Number, long SentAt, string CandidateId, string JobTitle, IReadOnlyList<string> Skills, string Story)
{
    public const string WireName = "bench.record.v1";

    private static readonly long _run = Random.Shared.NextInt64();

    private const string Sentence = "Led a team of eight on a ward with thirty beds and cut waiting from three hours to one. ";

    /// <summary>The same however often it is published.</summary>
    [JsonIgnore]
    public MessageId Id
    {
        get
        {
            Span<byte> id = stackalloc byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(id, _run ^ SentAt);
            BinaryPrimitives.WriteInt64LittleEndian(id[8..], Number);
            return new MessageId(new Guid(id));
        }
    }

    /// <summary>A record whose JSON has about this many bytes, to be copied with its own number.</summary>
    public static BenchRecord OfSize(int bytes)
    {
        var bare = new BenchRecord(100_000, 100_000_000_000, "8f14e45fceea467fa1b2c3d4e5f60718", "Ward nurse", ["triage", "wound care", "leading"], "");
        var missing = bytes - JsonSerializer.SerializeToUtf8Bytes(bare, BenchJson.Default.BenchRecord).Length;
        return bare with { Story = string.Concat(Enumerable.Repeat(Sentence, missing / Sentence.Length + 1))[..Math.Max(0, missing)] };
    }
}

/// <summary>The same for the row that stores: two rows must not get each other's messages.</summary>
public sealed record StoredRecord(BenchRecord Record)
{
    public const string WireName = "bench.stored.v1";
}

[JsonSerializable(typeof(BenchRecord))]
[JsonSerializable(typeof(StoredRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BenchJson : JsonSerializerContext;
