namespace ClearView.Generator;

/// <summary>
/// Chooses layout details. The numbers come from SplitMix64, not from System.Random, whose sequence
/// no .NET version promises to the next.
/// </summary>
internal sealed class Dice(ulong seed, int person)
{
    private ulong state = (seed * 1_000_003UL) ^ (ulong)person;

    public int Below(int count)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)count);
        }
    }

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
