using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// Bells between the processes of one machine: a file that all of them have mapped, with the time at which each bell was rung last. Who
/// listens looks at it two hundred times a second, which costs a comparison of some kilobytes in memory and no call of the system.
/// </summary>
internal sealed class MappedBells(string path) : IBells, IDisposable
{
    private const int Count = 512; // two bells that share a place wake each other's listeners, no more
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(5);
    private readonly Listeners _listeners = new();
    private readonly Lock _gate = new();
    private readonly long[] _heard = new long[Count];
    private readonly long[] _now = new long[Count];
    private MemoryMappedViewAccessor? _view;
    private Timer? _timer;
    private bool _disposed;

    public void Ring(string bell)
    {
        lock (_gate)
        {
            if (TryMap())
                _view!.Write(NumberOf(bell) * sizeof(long), Stopwatch.GetTimestamp());
        }
    }

    public IDisposable Listen(string bell, Action whenRung)
    {
        var listening = _listeners.Add(bell, whenRung);
        lock (_gate)
        {
            if (_timer is null && TryMap())
            {
                _view!.ReadArray(0, _heard, 0, Count);
                _timer = new Timer(_ => Look(), null, _every, _every);
            }
        }

        return listening;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _timer?.Dispose();
            _view?.Dispose();
        }
    }

    private void Look()
    {
        HashSet<int> rung;
        lock (_gate)
        {
            if (_disposed)
                return;
            _view!.ReadArray(0, _now, 0, Count);
            if (_now.AsSpan().SequenceEqual(_heard))
                return;
            rung = [];
            for (var i = 0; i < Count; i++)
            {
                if (_now[i] != _heard[i])
                    rung.Add(i);
            }

            _now.CopyTo(_heard, 0);
        }

        _listeners.Tell(bell => rung.Contains(NumberOf(bell)));
    }

    /// <summary>Without the file nothing is rung, and everybody looks by himself.</summary>
    private bool TryMap()
    {
        if (_disposed)
            return false;
        if (_view is not null)
            return true;
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length < Count * sizeof(long))
                file.SetLength(Count * sizeof(long));
            using var map = MemoryMappedFile.CreateFromFile(file, null, Count * sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _view = map.CreateViewAccessor(0, Count * sizeof(long));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int NumberOf(string bell) => (int)(FileRights.PositionOf(bell) % Count);
}
