namespace ClearView.HrSystems.Folder;

/// <summary>Tells files that stand still from those that are still being copied: two looks must find the same size and time.</summary>
internal sealed class StillFiles
{
    private Dictionary<string, (long Length, DateTimeOffset ChangedAt)> _before = [];
    private Dictionary<string, (long Length, DateTimeOffset ChangedAt)> _now = [];

    public void BeginLook()
    {
        _before = _now;
        _now = [];
    }

    public bool IsStill(FolderFile file) => IsStill(file.Path, file.Length, file.ChangedAt);

    /// <summary>A file that is not there stands still.</summary>
    public bool IsStill(string? path) => path is null || new FileInfo(path) is not { Exists: true } file || IsStill(path, file.Length, file.LastWriteTimeUtc);

    private bool IsStill(string path, long length, DateTimeOffset changedAt)
    {
        _now[path] = (length, changedAt);
        return _before.TryGetValue(path, out var before) && before == (length, changedAt);
    }
}
