namespace ClearView.Cli;

/// <summary>Where the project's own files are: the launcher says; without it, the folder above the program that holds them.</summary>
internal static class Home
{
    public static string Samples => Path.Combine(Directory, "samples");

    public static string ArchitecturePage => Path.Combine(Directory, "docs", "architecture.md");

    public static string Directory
    {
        get
        {
            if (Environment.GetEnvironmentVariable("CLEARVIEW_HOME") is { Length: > 0 } home)
                return home;

            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "samples", "candidates.json")))
                    return folder.FullName;
            }

            return AppContext.BaseDirectory;
        }
    }
}
