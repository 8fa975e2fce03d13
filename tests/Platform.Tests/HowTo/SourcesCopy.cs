using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.HowTo;

/// <summary>What somebody who adds to ClearView has: the sources, in a folder of their own.</summary>
internal sealed class SourcesCopy : IDisposable
{
    private static readonly string[] _folders = ["src", "samples"];
    private static readonly IReadOnlyList<string> _files =
        ["clearview", "ClearView.slnx", "global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "BannedSymbols.txt"];

    public string Root { get; } = Directory.CreateTempSubdirectory("how-to-").FullName;

    public static SourcesCopy Make()
    {
        var copy = new SourcesCopy();
        foreach (var path in Sources())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.In(path))!);
            File.Copy(Repository.File(path), copy.In(path));
        }

        return copy;
    }

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Files that are new, and lines that differ, one text for each: what a reviewer would see.</summary>
    public (IReadOnlyList<string> NewFiles, IReadOnlyList<string> ChangedLines) Changes()
    {
        var before = Sources().ToHashSet(StringComparer.Ordinal);
        var after = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal)).ToList();
        var gone = before.Except(after).Select(path => $"- {path}");
        var changed = after.Where(before.Contains).SelectMany(path => LinesThatDiffer(path));
        return ([.. after.Where(path => !before.Contains(path))], [.. gone, .. changed]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private IEnumerable<string> LinesThatDiffer(string path)
    {
        if (File.ReadAllBytes(Repository.File(path)).AsSpan().SequenceEqual(File.ReadAllBytes(In(path))))
            return [];
        var (was, now) = (File.ReadAllLines(Repository.File(path)), File.ReadAllLines(In(path)));
        return [.. was.Except(now).Select(line => $"- {path}: {line.Trim()}"), .. now.Except(was).Select(line => $"+ {path}: {line.Trim()}")];
    }

    private static IEnumerable<string> Sources() =>
        [.. _folders.SelectMany(folder => Repository.Files("*", folder)).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')), .. _files];
}
