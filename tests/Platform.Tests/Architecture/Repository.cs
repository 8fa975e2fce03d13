namespace ClearView.Platform.Tests.Architecture;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => global::System.IO.File.ReadAllText(File(parts));

    /// <summary>What a person wrote: no build output, no version control.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] below) =>
        Directory.EnumerateFiles(File(below), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "artifacts" or "obj" or "bin" or ".git"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (global::System.IO.File.Exists(Path.Combine(folder.FullName, "ClearView.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No folder above the tests holds ClearView.slnx: they read the sources, so run them where they were built.");
    }
}
