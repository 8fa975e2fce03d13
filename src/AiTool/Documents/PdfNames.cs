using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using UglyToad.PdfPig.Tokens;

namespace ClearView.AiTool.Documents;

/// <summary>PdfPig keeps every name and operator that it ever saw, for as long as the process lives. Here they are forgotten when they become many.</summary>
internal static class PdfNames
{
    private const int Many = 20_000;

    private static readonly HashSet<string> Standard = FindStandard();

    /// <summary>What PdfPig holds now.</summary>
    public static int Count => Names(null).Count + Operators(null).Count;

    /// <summary>Safe while other threads read: names are equal when their text is, and one that is forgotten is made anew.</summary>
    public static void ForgetMany()
    {
        if (Names(null).Count > Standard.Count + Many)
            foreach (var name in Names(null).Keys)
                if (!Standard.Contains(name)) Names(null).TryRemove(name, out _);
        lock (OperatorsLock(null))
            if (Operators(null).Count > Many) Operators(null).Clear();
    }

    private static HashSet<string> FindStandard()
    {
        RuntimeHelpers.RunClassConstructor(typeof(NameToken).TypeHandle);
        return [.. Names(null).Keys];
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "NameMap")]
    private static extern ref ConcurrentDictionary<string, NameToken> Names(NameToken? type);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "PooledNames")]
    private static extern ref Dictionary<string, string> Operators(OperatorToken? type);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "Lock")]
    private static extern ref object OperatorsLock(OperatorToken? type);
}
