using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>The terms of a text as numbers that are the same on every machine, to be compared without allocating.</summary>
internal sealed class TermSet
{
    private readonly ulong[] _slots;

    public TermSet(IReadOnlyList<TermCount> terms)
    {
        var size = 16;
        while (size < terms.Count * 2)
            size *= 2;
        _slots = new ulong[size];
        foreach (var term in terms)
        {
            var number = Number(term.Term);
            var at = (int)number & (size - 1);
            while (_slots[at] != 0 && _slots[at] != number)
                at = (at + 1) & (size - 1);
            _slots[at] = number;
        }
    }

    /// <summary>What those of the terms weigh together that are in this set.</summary>
    public int WeightOf(WeighedTerm[] terms)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var sum = 0;
        foreach (var (number, weight) in terms)
        {
            for (var at = (int)number & mask; slots[at] != 0; at = (at + 1) & mask)
            {
                if (slots[at] == number)
                {
                    sum += weight;
                    break;
                }
            }
        }
        return sum;
    }

    // FNV-1a; 0 stands for an empty slot.
    public static ulong Number(string term)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in term)
            hash = (hash ^ c) * 1099511628211UL;
        return hash == 0 ? 1 : hash;
    }
}
