using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ClearView.Generator;

/// <summary>
/// Writes zip files whose bytes depend on nothing but the entries: no compression of the runtime's
/// (it differs between versions), no clock, no mark of the operating system.
/// </summary>
internal sealed class StoredZip
{
    private const int LocalHeader = 30;
    private const ushort Date = (2026 - 1980) << 9 | 9 << 5 | 1;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly List<Entry> entries = [];

    public void Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public void Add(string name, byte[] content) =>
        Add(name, content, method: 0, Crc32.Of(content), (uint)content.Length);

    /// <summary>Adds an entry whose deflated bytes, checksum and full length the caller knows.</summary>
    public void AddDeflated(string name, byte[] deflated, uint crc, uint length) =>
        Add(name, deflated, method: 8, crc, length);

    /// <summary>Lists the last entry once more under another name: both share the same bytes.</summary>
    public void Alias(string name) => entries.Add(entries[^1] with { Name = name });

    public byte[] Finish()
    {
        var start = (uint)bytes.WrittenCount;
        Span<byte> head = stackalloc byte[46];
        foreach (var entry in entries)
        {
            head.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(head, 0x02014B50);
            BinaryPrimitives.WriteUInt16LittleEndian(head[4..], 20);
            WriteCommon(head[6..], entry);
            BinaryPrimitives.WriteUInt32LittleEndian(head[42..], entry.Offset);
            bytes.Write(head);
            bytes.Write(Encoding.ASCII.GetBytes(entry.Name));
        }

        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)bytes.WrittenCount - start);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], start);
        bytes.Write(end);
        return bytes.WrittenSpan.ToArray();
    }

    private void Add(string name, byte[] stored, ushort method, uint crc, uint length)
    {
        var entry = new Entry(name, method, crc, (uint)stored.Length, length, (uint)bytes.WrittenCount);
        entries.Add(entry);
        Span<byte> head = stackalloc byte[LocalHeader];
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0x04034B50);
        WriteCommon(head[4..], entry);
        bytes.Write(head);
        bytes.Write(Encoding.ASCII.GetBytes(name));
        bytes.Write(stored);
    }

    private static void WriteCommon(Span<byte> head, Entry entry)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(head, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], entry.Method);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(head[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(head[14..], entry.Stored);
        BinaryPrimitives.WriteUInt32LittleEndian(head[18..], entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[22..], (ushort)entry.Name.Length);
    }

    private sealed record Entry(string Name, ushort Method, uint Crc, uint Stored, uint Length, uint Offset);
}
