using System.Buffers.Binary;
using System.Text;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// A hash table of words in two arrays: a frozen dictionary of as many strings takes ten times as long to build,
/// and the product has to start within a second.
/// </summary>
internal sealed class WordTable
{
    private readonly int[] _slots;
    private readonly (int Start, byte Length, WordKinds Kinds)[] _entries;
    private char[] _text;
    private int _count;
    private int _used;

    private WordTable(int words, int characters)
    {
        _entries = new (int, byte, WordKinds)[words + 1];
        _text = new char[characters];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(words * 2 + 16))];
    }

    /// <summary>The kinds of a word; none for a word that is not there.</summary>
    public WordKinds this[ReadOnlySpan<char> word] => _slots[Slot(word)] is var entry && entry == 0 ? WordKinds.None : _entries[entry].Kinds;

    public IEnumerable<(string Word, WordKinds Kinds)> All
    {
        get
        {
            for (var i = 1; i <= _count; i++)
                yield return (new string(_text, _entries[i].Start, _entries[i].Length), _entries[i].Kinds);
        }
    }

    public void Add(ReadOnlySpan<char> word, WordKinds kinds)
    {
        var slot = Slot(word);
        if (_slots[slot] == 0)
        {
            if (_used + word.Length > _text.Length)
                Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + word.Length));
            word.CopyTo(_text.AsSpan(_used));
            _entries[++_count] = (_used, (byte)word.Length, WordKinds.None);
            _slots[slot] = _count;
            _used += word.Length;
        }
        _entries[_slots[slot]].Kinds |= kinds;
    }

    /// <summary>Reads what tools/make-gazetteers.cs writes.</summary>
    public static WordTable Unpack(ReadOnlySpan<byte> packed, int room)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        var characters = BinaryPrimitives.ReadInt32LittleEndian(packed[4..]);
        var table = new WordTable(count + room, characters + room * 12);
        Span<char> word = stackalloc char[256];
        for (var at = 8; at < packed.Length;)
        {
            int shared = packed[at++];
            var length = shared + packed[at++];
            for (var i = shared; i < length; i++)
            {
                if (packed[at] < 128)
                {
                    word[i] = (char)packed[at++];
                    continue;
                }
                Rune.DecodeFromUtf8(packed[at..], out var rune, out var used);
                word[i] = (char)rune.Value;
                at += used;
            }
            table.Add(word[..length], (WordKinds)BinaryPrimitives.ReadUInt16LittleEndian(packed[at..]));
            at += 2;
        }
        return table;
    }

    private int Slot(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
            hash = (hash ^ c) * 16777619u;
        var mask = _slots.Length - 1;
        for (var slot = (int)((hash ^ (hash >> 15)) & (uint)mask); ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0)
                return slot;
            var (start, length, _) = _entries[_slots[slot]];
            if (length == word.Length && word.SequenceEqual(_text.AsSpan(start, length)))
                return slot;
        }
    }
}
