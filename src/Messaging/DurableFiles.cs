using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging;

/// <summary>
/// Names that outlive a power cut. A flushed file is on the disk, and its name may not be: that is written with the directory, and only
/// a flush of the directory waits for it. Windows writes names to its journal by itself.
/// </summary>
public static class DurableFiles
{
    private const int ReadOnly = 0;

    /// <summary>Gives a flushed file its final name, in place of another if there is one.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushNames(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Makes a directory with all above it that are missing.</summary>
    public static void CreateDirectory(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } parent)
            return;

        CreateDirectory(parent);
        Directory.CreateDirectory(path);
        FlushNames(parent);
    }

    private static void FlushNames(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        // .NET opens no directories.
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(directory + '\0'), ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The directory '{directory}' cannot be opened to be flushed (error {Marshal.GetLastPInvokeError()}).");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
