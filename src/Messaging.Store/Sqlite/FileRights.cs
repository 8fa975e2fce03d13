using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// Exclusive rights among the processes of one machine: each is a byte of one file, locked. The operating system unlocks what a process
/// had locked when it ends, however it ends. Such locks do not exclude their own process, so within it they are kept by name.
/// </summary>
internal sealed class FileRights(string path) : IDisposable
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<string, LockedFile> _files = new(StringComparer.Ordinal);
    private readonly string _path = Path.GetFullPath(path);
    private readonly HashSet<long> _mine = [];
    private bool _disposed;

    public IRight? TryTake(string name)
    {
        var position = PositionOf(name);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // One handle for a process: to close any handle of the file would give up all that the process has locked in it.
            if (!_files.TryGetValue(_path, out var file))
                _files.Add(_path, file = new LockedFile(new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)));
            if (!file.TryLock(position))
                return null;
            _mine.Add(position);
            return new FileRight(this, position);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var position in _mine.ToList())
                GiveUp(position);
        }
    }

    private void GiveUp(long position)
    {
        lock (_gate)
        {
            if (!_mine.Remove(position))
                return;
            var file = _files[_path];
            file.Unlock(position);
            if (!file.IsUsed && _files.Remove(_path))
                file.Dispose();
        }
    }

    private bool Holds(long position)
    {
        lock (_gate)
            return _mine.Contains(position);
    }

    // A file may be locked beyond its end. With 62 bits two names of an installation do not meet.
    internal static long PositionOf(string name) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) & (long.MaxValue >> 1);

    private sealed class LockedFile(FileStream stream) : IDisposable
    {
        private readonly HashSet<long> _locked = [];

        public bool IsUsed => _locked.Count > 0;

        public bool TryLock(long position)
        {
            if (!_locked.Add(position))
                return false;
            try
            {
                if (!OperatingSystem.IsMacOS()) // it has no locks of ranges: there, one process for each function is its owner's business
                    stream.Lock(position, 1);
                return true;
            }
            catch (IOException)
            {
                _locked.Remove(position);
                return false;
            }
        }

        public void Unlock(long position)
        {
            if (_locked.Remove(position) && !OperatingSystem.IsMacOS())
                stream.Unlock(position, 1);
        }

        public void Dispose() => stream.Dispose();
    }

    private sealed class FileRight(FileRights rights, long position) : IRight
    {
        public bool IsHeld => rights.Holds(position);

        public ValueTask DisposeAsync()
        {
            rights.GiveUp(position);
            return ValueTask.CompletedTask;
        }
    }
}
