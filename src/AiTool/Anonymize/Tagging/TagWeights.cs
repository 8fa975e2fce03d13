using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>What tools/TrainTagger learnt: for each hashed feature how much it speaks for each tag, in 16 bits.</summary>
internal sealed class TagWeights
{
    public const int Bits = 18;
    public const int Features = 1 << Bits;
    public const int Tags = 4;

    private static readonly Lazy<TagWeights> Trained = new(Load);

    private readonly short[] _weights;

    public TagWeights(short[] weights) => _weights = weights.Length == Features * Tags
        ? weights
        : throw new ArgumentException($"{Features * Tags} weights are expected, not {weights.Length}.", nameof(weights));

    public static TagWeights Default => Trained.Value;

    public ReadOnlySpan<short> All => _weights;

    /// <summary>The sums of the weights of some features, a tag each, on top of those of others.</summary>
    public Vector128<int> Score(ReadOnlySpan<int> features, Vector128<int> sum)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        foreach (var feature in features)
            sum += Vector128.WidenLower(Vector64.LoadUnsafe(ref weights, (nuint)((uint)feature % Features * Tags)).ToVector128Unsafe());
        return sum;
    }

    /// <summary>Only the features that mean something: the distance from the one before, then their weights. Then Brotli.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            Span<byte> row = stackalloc byte[2 + Tags * 2];
            var before = 0;
            for (var feature = 0; feature < Features; feature++)
            {
                var weights = _weights.AsSpan(feature * Tags, Tags);
                if (!weights.ContainsAnyExcept((short)0) && feature - before < ushort.MaxValue)
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(row, (ushort)(feature - before));
                for (var tag = 0; tag < Tags; tag++)
                    BinaryPrimitives.WriteInt16LittleEndian(row[(2 + tag * 2)..], weights[tag]);
                brotli.Write(row);
                before = feature;
            }
        }
        return packed.ToArray();
    }

    public static TagWeights Unpack(Stream packed)
    {
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var all = new MemoryStream();
        brotli.CopyTo(all);
        var weights = new short[Features * Tags];
        var feature = 0;
        for (var rows = all.GetBuffer().AsSpan(0, (int)all.Length); rows.Length > 0; rows = rows[(2 + Tags * 2)..])
        {
            feature += BinaryPrimitives.ReadUInt16LittleEndian(rows);
            for (var tag = 0; tag < Tags; tag++)
                weights[feature * Tags + tag] = BinaryPrimitives.ReadInt16LittleEndian(rows[(2 + tag * 2)..]);
        }
        return new TagWeights(weights);
    }

    private static TagWeights Load()
    {
        using var resource = typeof(TagWeights).Assembly.GetManifestResourceStream("tagger.bin")
            ?? throw new InvalidOperationException("The assembly lacks the tagger's weights (tagger.bin). Train them with tools/TrainTagger.");
        return Unpack(resource);
    }
}
