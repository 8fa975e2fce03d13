using System.IO.Enumeration;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using Microsoft.Win32.SafeHandles;

namespace ClearView.HrSystems.Folder;

/// <summary>What lies in the folder: paths, sizes and times, no content.</summary>
internal sealed class FolderScan(FolderOptions options, KeyedDigest digests)
{
    public const string ResultEnding = ".clearview.txt";
    private const string CandidatesFolder = "candidates/";
    private const string JobsFolder = "jobs/";

    // What stands for bytes that are no UTF-8: no file is found under such a name, and several may have it.
    private const char Unreadable = '\uFFFD';
    private static readonly string[] _unfinished = [".part", ".partial", ".crdownload", ".tmp", ResultEnding];

    // While one of them is gone, a name in it is not known and cannot be hidden, and what lay in it looks removed.
    private static readonly string[] _lasting = [FolderTables.Candidates, CandidatesFolder, JobsFolder];

    /// <summary>The folder itself may be a link: whoever wrote the settings meant it.</summary>
    private readonly string _root = RealPath.Of(Path.GetFullPath(options.Path)) ?? Path.GetFullPath(options.Path);

    /// <summary>The tables and folders that are there, of those that must not vanish.</summary>
    public IReadOnlyList<string> There => [.. _lasting.Where(name => Path.Exists(Path.Combine(_root, name)))];

    /// <summary>Where a table lies; null when it is a link that leads out of the folder, or nowhere.</summary>
    public string? Table(string name) => Inside(_root, Path.Combine(_root, name));

    /// <summary>The r&#233;sum&#233;s, by path, and what was refused.</summary>
    public (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Resumes() => Files(CandidatesFolder, _ => true);

    /// <summary>The jobs that are plain text files.</summary>
    public (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Jobs() =>
        Files(JobsFolder, name => name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an opened file is one of this folder: its name, or a folder's, may have become a link after it was looked at. Linux tells
    /// where an open file lies.
    /// </summary>
    public bool Holds(SafeFileHandle file) => !OperatingSystem.IsLinux()
        || (new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget is { } path && IsBelow(_root, path));

    /// <summary>
    /// The id of a file outside this folder: a digest of its path, since names of files tell names of people. The path is found again
    /// by looking through the folder.
    /// </summary>
    private string IdOf(string relativePath) => digests.Of(TenantId.Default, "folder", relativePath);

    private (IReadOnlyList<FolderFile> Files, IReadOnlyList<Found.Trouble> Troubles) Files(string name, Func<string, bool> isWanted)
    {
        if (Inside(_root, Path.TrimEndingDirectorySeparator(Path.Combine(_root, name))) is not { } folder)
            return ([], [new Found.Trouble("folder.link", $"{name} is a symbolic link that leads out of the folder and is not followed. Copy what it holds instead.")]);
        if (!Directory.Exists(folder))
            return ([], []);

        var files = new List<FolderFile>();
        var troubles = new List<Found.Trouble>();
        foreach (var file in Enumerate(folder, isWanted).Take(options.MostFiles + 1))
        {
            if (file.RelativePath.Contains(Unreadable, StringComparison.Ordinal))
                troubles.Add(new Found.Trouble("folder.name", $"The name of a file in {name} is no valid text, so it is left out (file {file.Id}). Rename it."));
            else if (!file.IsLink)
                files.Add(file);
            else if (Inside(folder, file.Path) is { } target && new FileInfo(target) is { Exists: true } there)
                files.Add(file with { Length = there.Length, ChangedAt = there.LastWriteTimeUtc });
            else
                troubles.Add(new Found.Trouble("folder.link", $"A symbolic link in {name} leads out of the folder and is not followed (file {file.Id}). Copy the file instead."));
        }

        if (files.Count > options.MostFiles)
        {
            troubles.Add(new Found.Trouble("folder.too-many", $"{name} has more than {options.MostFiles} files; the others are left out. Move finished ones away, or raise MostFiles."));
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

    /// <summary>Where a path leads; null when a link leads out of the folder, or nowhere.</summary>
    private static string? Inside(string folder, string path) =>
        RealPath.Of(path) is { } real && IsBelow(folder, real) && (real == path || Path.Exists(real)) ? real : null;

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

/// <param name="RelativePath">With slashes, below candidates/ or jobs/.</param>
internal sealed record FolderFile(string Id, string Path, string RelativePath, long Length, DateTimeOffset ChangedAt, bool IsLink)
{
    public long Version => ChangedAt.ToUnixTimeMilliseconds();
}
