using System.Reflection;

namespace ClearView.Generator;

internal static class Resources
{
    private static readonly Assembly Here = typeof(Resources).Assembly;

    public static IEnumerable<string> Names(string folder) => Here.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var stream = Here.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"'{name}' is not embedded in the generator. Add the file and build again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
