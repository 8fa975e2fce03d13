using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClearView.AiTool.Text;

/// <summary>
/// 64 bits that stand for a word: of the words of all languages no two are likely to share them. The same in every process and on every
/// machine that stores its lowest byte first.
/// </summary>
internal static class WordHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15ul;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        const int Four = sizeof(ulong) / sizeof(char);
        var hash = (ulong)word.Length * Odd;
        if (word.Length >= Four)
        {
            // Four letters at a time; the last four may overlap those before them.
            ref var letters = ref MemoryMarshal.GetReference(word);
            for (var i = 0; i < word.Length - Four; i += Four)
                hash = Mixed(hash, Letters(ref letters, i));
            hash = Mixed(hash, Letters(ref letters, word.Length - Four));
        }
        else if (word.Length > 0)
        {
            hash = Mixed(hash, word[0] | (ulong)word[word.Length / 2] << 16 | (ulong)word[^1] << 32);
        }
        return Mixed(hash, Odd);

        static ulong Letters(ref char first, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref first, at)));
    }

    public static ulong Mixed(ulong hash, ulong more)
    {
        hash = (hash ^ more) * Odd;
        return hash ^ (hash >> 32);
    }
}
