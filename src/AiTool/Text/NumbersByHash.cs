using System.Numerics;

namespace ClearView.AiTool.Text;

/// <summary>
/// Numbers by the hash of what they belong to: one look into memory, where a dictionary of strings reads the word twice and compares it.
/// Nothing but the hash is compared, so it has to be of 64 bits that are well mixed.
/// </summary>
internal sealed class NumbersByHash
{
    private const int Nothing = -1;
    private readonly (ulong Hash, int Number)[] _slots;

    /// <param name="numbers">Not negative; of one hash the first counts.</param>
    public NumbersByHash(IReadOnlyCollection<(ulong Hash, int Number)> numbers)
    {
        _slots = new (ulong, int)[BitOperations.RoundUpToPowerOf2((uint)numbers.Count * 2 + 2)];
        Array.Fill(_slots, (0ul, Nothing));
        foreach (var (hash, number) in numbers)
        {
            ref var slot = ref _slots[Slot(hash)];
            if (slot.Number == Nothing)
                slot = (hash, number);
        }
    }

    /// <summary>-1 for what is not there.</summary>
    public int this[ulong hash] => _slots[Slot(hash)].Number;

    private int Slot(ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot].Hash == hash || _slots[slot].Number == Nothing)
                return slot;
        }
    }
}
