using System.IO.Enumeration;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.HrSystems.Folder;

/// <summary>What lies in the folder: paths, sizes and times, no content.</summary>
internal sealed class FolderScan(FolderOptions options, KeyedDigest digests)
{
    public const string ResultEnding = ".clearview.txt";

    // What stands for bytes that are no UTF-8: no file is found under such a name, and several may have it.
    private const char Unreadable = '\uFFFD';
    private static readonly string[] _unfinished = [".part", ".partial", ".crdownload", ".tmp", ResultEnding];

    public string Candidates { get; } = Path.Combine(Root(options), "candidates");

    public string JobsFolder { get; } = Path.Combine(Root(options), "jobs");

    /// <summary>Where a table lies; null when it is a link that leads out of the folder, or nowhere.</summary>
    public string? Table(string name)
    {
        var root = Root(options);
        var path = Path.Combine(root, name);
        return new FileInfo(path).LinkTarget is null ? path
            : StaysInside(root, path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName
            : null;
    }

    /// <summary>The r&#233;sum&#233;s, by path, and what was refused.</summary>
    public (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Resumes() => Files(Candidates, _ => true);

    /// <summary>The jobs that are plain text files.</summary>
    public (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Jobs() =>
        Files(JobsFolder, name => name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The id of a file outside this folder: a digest of its path, since names of files tell names of people. The path is found again
    /// by looking through the folder.
    /// </summary>
    private string IdOf(string relativePath) => digests.Of(TenantId.Default, "folder", relativePath);

    private (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Files(string folder, Func<string, bool> isWanted)
    {
        if (!Directory.Exists(folder))
            return ([], []);

        var files = new List<FolderFile>();
        var troubles = new List<Found.Trouble>();
        foreach (var file in Enumerate(folder, isWanted).Take(options.MostFiles + 1))
        {
            if (file.RelativePath.Contains(Unreadable, StringComparison.Ordinal))
                troubles.Add(new Found.Trouble("folder.name", $"The name of a file in {Path.GetFileName(folder)}/ is no valid text, so it is left out (file {file.Id}). Rename it."));
            else if (file.IsLink && !StaysInside(folder, file.Path))
                troubles.Add(new Found.Trouble("folder.link", $"A symbolic link in {Path.GetFileName(folder)}/ leads out of the folder and is not followed (file {file.Id}). Copy the file instead."));
            else
                files.Add(file.IsLink ? Resolved(file) : file);
        }

        if (files.Count > options.MostFiles)
        {
            troubles.Add(new Found.Trouble("folder.too-many", $"{Path.GetFileName(folder)}/ has more than {options.MostFiles} files; the others are left out. Move finished ones away, or raise MostFiles."));
            files.RemoveRange(options.MostFiles, files.Count - options.MostFiles);
        }

        return ([.. files.OrderBy(f => f.RelativePath, StringComparer.Ordinal)], troubles);
    }

    private FileSystemEnumerable<FolderFile> Enumerate(string folder, Func<string, bool> isWanted) => new(
        folder,
        (ref FileSystemEntry entry) =>
        {
            var path = entry.ToFullPath();
            var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            return new FolderFile(
                IdOf(relative), path, relative, entry.Length, entry.LastWriteTimeUtc,
                (entry.Attributes & FileAttributes.ReparsePoint) != 0);
        },
        new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
    {
        // A linked folder could lead anywhere, or in a circle.
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsFinished(entry.FileName.ToString()) && isWanted(entry.FileName.ToString()),
    };

    private static bool IsFinished(string name) =>
        name[0] is not ('.' or '~') && !_unfinished.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool StaysInside(string folder, string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true) is FileInfo { Exists: true } target
        && target.FullName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        // The target's own folders may be links too.
        && !Parents(folder, target.FullName).Any(p => (File.GetAttributes(p) & FileAttributes.ReparsePoint) != 0);

    private static IEnumerable<string> Parents(string folder, string path)
    {
        for (var at = Path.GetDirectoryName(path); at is not null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
            yield return at;
    }

    private static FolderFile Resolved(FolderFile link)
    {
        var target = new FileInfo(File.ResolveLinkTarget(link.Path, returnFinalTarget: true)!.FullName);
        return link with { Length = target.Length, ChangedAt = target.LastWriteTimeUtc };
    }

    /// <summary>The folder itself may be a link: whoever wrote the settings meant it.</summary>
    private static string Root(FolderOptions options)
    {
        var path = Path.GetFullPath(options.Path);
        return Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }
}

/// <param name="RelativePath">With slashes, below candidates/ or jobs/.</param>
internal sealed record FolderFile(string Id, string Path, string RelativePath, long Length, DateTimeOffset ChangedAt, bool IsLink)
{
    public long Version => ChangedAt.ToUnixTimeMilliseconds();
}
