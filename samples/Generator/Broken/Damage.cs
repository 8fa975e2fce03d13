namespace ClearView.Generator.Broken;

/// <summary>What happens to files on their way.</summary>
internal static class Damage
{
    /// <summary>An upload that stopped half way.</summary>
    public static byte[] CutShort(byte[] file) => file[..(file.Length * 55 / 100)];

    /// <summary>A file whose middle was overwritten and whose end is lost: a zip keeps its directory there.</summary>
    public static byte[] Scramble(byte[] file)
    {
        var damaged = file[..(file.Length - 400)];
        for (var i = 24; i < damaged.Length; i += 7)
            damaged[i] ^= (byte)(i * 31);
        return damaged;
    }
}
