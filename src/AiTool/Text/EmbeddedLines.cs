using System.Reflection;

namespace ClearView.AiTool.Text;

/// <summary>The lines of a data file that lies in the assembly, without comments and empty lines.</summary>
internal static class EmbeddedLines
{
    /// <summary>The names of the files below a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(folder + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
