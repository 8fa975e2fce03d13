using System.Runtime.Versioning;

namespace ClearView.Cli.Node;

/// <summary>A folder that nobody but its owner may read. Windows has no such modes: there it is as open as the folder around it.</summary>
internal static class OwnersFolder
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder, or closes it when it was there before, open to others.</summary>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="UsageException">It cannot be closed, or must not be.</exception>
    public static void Make(string path, string option)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnersOnly);
        Close(path, option);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Close(string path, string option)
    {
        var mode = File.GetUnixFileMode(path);
        // Such as /tmp: closing it would shut everybody out.
        if (mode.HasFlag(UnixFileMode.StickyBit))
            throw new UsageException($"'{path}' is a folder that all users of this machine share. Name one of your own with {option}.");
        try
        {
            if ((mode & Others) != UnixFileMode.None)
                File.SetUnixFileMode(path, OwnersOnly);
        }
        catch (UnauthorizedAccessException)
        {
            // Said below, with what the mode still is: only a folder's owner may change it.
        }

        if ((File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            throw new UsageException($"'{path}' cannot be made readable by its owner alone: it belongs to another user, or its file system has no such modes. Name a folder of your own with {option}.");
    }
}
