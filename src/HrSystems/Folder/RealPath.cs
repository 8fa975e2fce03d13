namespace ClearView.HrSystems.Folder;

/// <summary>Where a path leads when every link on the way is followed: the name under which the system knows what is opened there.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <param name="path">A whole path; its end need not be there.</param>
    /// <returns>Null when the links lead in a circle.</returns>
    public static string? Of(string path)
    {
        var at = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>();
        Push(path);
        for (var links = 0; ahead.TryPop(out var name);)
        {
            var next = name == ".." ? Path.GetDirectoryName(at) ?? at : Path.Combine(at, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
                at = Path.GetPathRoot(target)!;
            Push(target);
        }

        return at;

        void Push(string part)
        {
            foreach (var name in part[Path.GetPathRoot(part)!.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse())
            {
                if (name is not ("" or "."))
                    ahead.Push(name);
            }
        }
    }
}
