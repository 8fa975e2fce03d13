using ClearView.Cli.Node;

namespace ClearView.Cli.Demo;

/// <summary>
/// A file in a data folder that says it is the demo's. The demo mixes invented candidates with what is there and shows originals, so
/// it works in no folder of a real installation.
/// </summary>
internal static class DemoMark
{
    /// <exception cref="UsageException">The folder holds something that is not the demo's.</exception>
    public static DataFolder Claim(DataFolder data)
    {
        if (!IsOn(data) && Directory.Exists(data.Path) && Directory.EnumerateFileSystemEntries(data.Path).Any())
            throw new UsageException($"'{data.Path}' holds something that is not the demo's. Name an empty folder, or one of an earlier demo.");

        data.Make();
        File.WriteAllText(data.DemoMark, "Everything in this folder is of a demo.\n");
        return data;
    }

    public static bool IsOn(DataFolder data) => File.Exists(data.DemoMark);
}
