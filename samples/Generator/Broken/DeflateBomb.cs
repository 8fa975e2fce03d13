using System.Text;

namespace ClearView.Generator.Broken;

/// <summary>
/// A deflate stream (RFC 1951) that stands for a prefix, a huge number of equal letters and a suffix,
/// at the best ratio the format allows: two bits for 258 letters. Written bit by bit, because the
/// runtime's compressor gives other bytes with other versions.
/// </summary>
internal sealed class DeflateBomb
{
    private const int Copy = 258;

    private readonly List<byte> bytes = [];
    private uint pending;
    private int pendingBits;

    /// <summary>The stream, the checksum of what it inflates to, and how long that is.</summary>
    public static (byte[] Stream, uint Crc, uint Length) Make(string prefix, char letter, int copies, string suffix)
    {
        var bomb = new DeflateBomb();
        bomb.FixedBlock(prefix + letter, last: false);
        bomb.CopyBlock(copies);
        bomb.FixedBlock(suffix, last: true);
        if (bomb.pendingBits > 0) bomb.Bits(0, 8 - bomb.pendingBits);

        var run = Encoding.ASCII.GetBytes(new string(letter, Copy));
        var sum = Crc32.Continue(uint.MaxValue, Encoding.ASCII.GetBytes(prefix + letter));
        for (var i = 0; i < copies; i++)
            sum = Crc32.Continue(sum, run);
        sum = ~Crc32.Continue(sum, Encoding.ASCII.GetBytes(suffix));
        return ([.. bomb.bytes], sum, (uint)(prefix.Length + 1 + copies * Copy + suffix.Length));
    }

    /// <summary>Literals below 144 in the fixed code: eight bits, 0x30 added.</summary>
    private void FixedBlock(string ascii, bool last)
    {
        Bits(last ? 1u : 0, 1);
        Bits(1, 2);
        foreach (var letter in ascii)
            Code(letter + 0x30u, 8);
        Code(0, 7);
    }

    /// <summary>
    /// A block with a code of its own: "copy 258" (285) and "end" (256) have one bit each, and so has
    /// the only distance, one.
    /// </summary>
    private void CopyBlock(int copies)
    {
        Bits(0, 1);
        Bits(2, 2);
        Bits(286 - 257, 5);
        Bits(0, 5);
        Bits(18 - 4, 4);

        // Lengths of the code-length codes, in the order 16,17,18,0,8,7,9,6,10,5,11,4,12,3,13,2,14,1.
        // 18 (a long run of zeros) gets one bit, 1 gets two, 0 gets two.
        foreach (var length in (uint[])[0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
            Bits(length, 3);

        Zeros(138);
        Zeros(118);
        One();
        Zeros(28);
        One();
        One();

        for (var i = 0; i < copies; i++)
            Bits(0b01, 2);
        Bits(0, 1);
    }

    private void Zeros(uint count)
    {
        Code(0b0, 1);
        Bits(count - 11, 7);
    }

    private void One() => Code(0b11, 2);

    /// <summary>Huffman codes go in with their highest bit first, everything else with the lowest.</summary>
    private void Code(uint code, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
            Bits((code >> bit) & 1, 1);
    }

    private void Bits(uint value, int count)
    {
        pending |= value << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8)
        {
            bytes.Add((byte)pending);
            pending >>= 8;
            pendingBits -= 8;
        }
    }
}
