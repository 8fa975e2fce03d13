using System.Globalization;

namespace ClearView.Messaging.Sqlite;

/// <summary>
/// One process at a time. The operating system drops the lock when its owner ends, however it ends. The process id stands in a file of
/// its own, because a locked file cannot be read by others.
/// </summary>
internal sealed class BrokerLock : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;
    private readonly string _pidPath;

    private BrokerLock(FileStream held, string pidPath)
    {
        _lock = held;
        _pidPath = pidPath;
    }

    /// <exception cref="EmbeddedBrokerInUseException">Somebody else has it.</exception>
    public static BrokerLock Take(string path)
    {
        FileStream held;
        try
        {
            held = OpenOwnerOnly(path + ".lock", FileShare.None);
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            throw new EmbeddedBrokerInUseException(path, OwnerOf(path));
        }

        try
        {
            using var pid = new StreamWriter(OpenOwnerOnly(path + ".pid", FileShare.Read));
            pid.BaseStream.SetLength(0);
            pid.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new BrokerLock(held, path + ".pid");
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public static int? OwnerOf(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path + ".pid"), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static FileStream OpenOwnerOnly(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    public static void MakeOwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path))
            File.SetUnixFileMode(path, OwnerOnly);
    }

    // The lock's file stays: to delete it would let two processes lock two files of one name.
    public void Dispose()
    {
        try
        {
            File.Delete(_pidPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next owner writes over it.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    // "Would block" on Linux and macOS, "sharing violation" on Windows; a full disk is neither.
    private static bool IsHeldElsewhere(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
