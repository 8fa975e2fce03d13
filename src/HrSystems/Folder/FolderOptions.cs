using Microsoft.Extensions.Configuration;

namespace ClearView.HrSystems.Folder;

/// <summary>A folder that stands in for an HR system: r&#233;sum&#233;s in candidates/, jobs in jobs.csv or jobs/, results beside the r&#233;sum&#233;s.</summary>
public sealed class FolderOptions
{
    /// <summary>The folder; it must be there.</summary>
    public string Path { get; set; } = "";

    /// <summary>From one look to the next. A file is taken when two looks find it the same.</summary>
    public double PollSeconds { get; set; } = 2;

    /// <summary>Files and jobs that one look takes in; the rest is left out, and said.</summary>
    public int MostFiles { get; set; } = 10_000;

    /// <exception cref="HrSettingsException">With everything that is wrong.</exception>
    public static FolderOptions Read(IConfigurationSection section) => HrSettings.Read<FolderOptions>(section, options => options.Problems());

    private IEnumerable<string> Problems()
    {
        if (!Directory.Exists(Path))
            yield return $"Path is '{Path}', which is no folder. Make it, or name another.";
        if (PollSeconds is not (>= 0.1 and <= 86_400))
            yield return "PollSeconds must be between 0.1 and 86400.";
        if (MostFiles is < 1 or > 100_000)
            yield return "MostFiles must be between 1 and 100000.";
    }
}
