namespace ClearView.Cli.Ai;

/// <summary>A file to read, or a folder that would not open.</summary>
/// <param name="Name">Relative to the folder that was asked for.</param>
internal readonly record struct FileBelow(string Name, bool Opens);

/// <summary>Every file below a folder, in ordinal order of the names.</summary>
/// <remarks>A link to a file counts as that file. A linked folder is not entered: it may lead round in a circle, or out of the folder.</remarks>
internal static class FilesBelow
{
    /// <param name="except">A folder whose files are not taken, as a full path.</param>
    public static List<FileBelow> Of(string root, string except)
    {
        var files = new List<FileBelow>();
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            if (folder == except)
                continue;
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }))
                {
                    if (!entry.Attributes.HasFlag(FileAttributes.Directory))
                        files.Add(new FileBelow(Path.GetRelativePath(root, entry.FullName), true));
                    else if (entry.LinkTarget is null)
                        folders.Push(entry.FullName);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                files.Add(new FileBelow(Path.GetRelativePath(root, folder), false));
            }
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return files;
    }
}
