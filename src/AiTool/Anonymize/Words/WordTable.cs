using System.Buffers.Binary;
using System.Text;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// A hash table of words in two arrays: a frozen dictionary of as many strings takes ten times as long to build,
/// and the product has to start within a second.
/// </summary>
internal sealed class WordTable
{
    // Of each word 48 bits of its hash and 16 bits of kinds: one look into memory tells all, and of the words of all languages no two are likely to share 48 bits.
    private readonly ulong[] _slots;
    private const int Recent = 16384;
    private readonly ulong[] _recent = new ulong[Recent];
    private readonly (int Start, byte Length)[] _entries;
    private char[] _text;
    private int _count;
    private int _used;

    private WordTable(int words, int characters)
    {
        _entries = new (int, byte)[words];
        _text = new char[characters];
        _slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(words * 3 / 2 + 16))];
    }

    /// <summary>The kinds of a word; none for a word that is not there.</summary>
    public WordKinds this[ReadOnlySpan<char> word]
    {
        get
        {
            var hash = Hash(word);
            // Few words make most of a text. Their slots are kept side by side, where the processor has them at hand; reading and writing one is indivisible.
            ref var recent = ref _recent[(int)(hash >> 32) & (Recent - 1)];
            var slot = recent;
            if (((slot ^ hash) & ~0xFFFFul) != 0)
                recent = slot = (hash & ~0xFFFFul) | (ushort)_slots[Slot(hash)];
            return (WordKinds)(ushort)slot;
        }
    }

    public IEnumerable<(string Word, WordKinds Kinds)> All
    {
        get
        {
            for (var i = 0; i < _count; i++)
            {
                var word = new string(_text, _entries[i].Start, _entries[i].Length);
                yield return (word, this[word]);
            }
        }
    }

    /// <summary>The same, but of a word that is already one of some kinds.</summary>
    public void AddUnless(WordKinds already, ReadOnlySpan<char> word, WordKinds kinds)
    {
        if (((WordKinds)(ushort)_slots[Slot(Hash(word))] & already) == 0)
            Add(word, kinds);
    }

    /// <summary>Adds to what is known of a word, before the first question.</summary>
    public void Add(ReadOnlySpan<char> word, WordKinds kinds)
    {
        var hash = Hash(word);
        var slot = Slot(hash);
        if (_slots[slot] == 0)
        {
            if (_used + word.Length > _text.Length)
                Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + word.Length));
            word.CopyTo(_text.AsSpan(_used));
            _entries[_count++] = (_used, (byte)word.Length);
            _slots[slot] = hash & ~0xFFFFul;
            _used += word.Length;
        }
        _slots[slot] |= (ushort)kinds;
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

    private int Slot(ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)((hash >> 20) & (uint)mask); ; slot = (slot + 1) & mask)
            if (_slots[slot] == 0 || ((_slots[slot] ^ hash) & ~0xFFFFul) == 0) return slot;
    }

    // Never nothing: that is an empty slot.
    private static ulong Hash(ReadOnlySpan<char> word) => WordHash.Of(word) | 0x10000ul;
}
