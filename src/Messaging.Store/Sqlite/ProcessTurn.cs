using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// Turns between the processes of one machine that write to one file. SQLite's own lock is polled, in steps of up to 100 ms: beside a busy
/// process another may not get it for seconds. Here the operating system wakes who waits, and whoever is next stands in a queue of one, so
/// that a busy process cannot come twice before another. SQLite's lock still decides: the turn only says when to ask for it.
/// </summary>
/// <param name="path">Two files of this name, with <c>.turn</c> and <c>.next</c> after it, are locked and hold nothing.</param>
/// <param name="patience">Who waited so long goes on without the turn, and waits as long as SQLite lets it.</param>
internal sealed class ProcessTurn(string path, TimeSpan patience) : IDisposable
{
    private const int Exclusive = 2, AtOnce = 4, Free = 8;
    private const int Interrupted = 4;
    private const int ReadOnlyAndNotForChildren = 0x80000;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _asked = new(0);
    private SafeFileHandle? _turn;
    private SafeFileHandle? _next;
    private Thread? _thread;
    private TaskCompletionSource? _waiter;
    private bool _isAsking;
    private bool _isHeld;
    private bool _disposed;

    /// <summary>Completes when it is this process's turn, or when that took too long. One call at a time.</summary>
    public Task EnterAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            return Task.CompletedTask; // elsewhere SQLite's polling decides alone
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _turn ??= Open(path + ".turn");
            _next ??= Open(path + ".next");
            if (!_isAsking && TryAtOnce())
            {
                _isHeld = true;
                return Task.CompletedTask;
            }

            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isAsking)
                Ask();
            return WaitAsync(_waiter, ct);
        }
    }

    /// <summary>Gives the turn on, if it came.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (!_isHeld)
                return;
            _isHeld = false;
            Flock(_turn!, Free);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _asked.Release();
            if (!_isAsking)
                Close();
        }
    }

    private bool TryAtOnce()
    {
        if (Flock(_next!, Exclusive | AtOnce) != 0)
            return false;
        var came = Flock(_turn!, Exclusive | AtOnce) == 0;
        Flock(_next!, Free);
        return came;
    }

    /// <summary>A wait for a lock of the system has no deadline: a thread of its own waits, and nobody waits for that longer than he has patience.</summary>
    private void Ask()
    {
        _isAsking = true;
        if (_thread is null)
        {
            _thread = new Thread(WaitForTurns) { IsBackground = true, Name = "turns at the store" };
            _thread.Start();
        }

        _asked.Release();
    }

    private void WaitForTurns()
    {
        while (true)
        {
            _asked.Wait();
            if (!_isAsking)
                return; // disposed
            Flock(_next!, Exclusive);
            Flock(_turn!, Exclusive);
            Flock(_next!, Free);
            lock (_gate)
            {
                _isAsking = false;
                _isHeld = _waiter is not null && !_disposed;
                if (!_isHeld)
                    Flock(_turn!, Free);
                _waiter?.TrySetResult();
                _waiter = null;
                if (_disposed)
                {
                    Close();
                    return;
                }
            }
        }
    }

    private async Task WaitAsync(TaskCompletionSource waiter, CancellationToken ct)
    {
        try
        {
            await waiter.Task.WaitAsync(patience, ct);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                if (_waiter == waiter)
                    _waiter = null; // what the thread gets now it gives back
            }

            // The turn may have come in this very moment; then it is held, and the caller leaves it as always.
            if (e is OperationCanceledException)
            {
                Leave();
                throw;
            }
        }
    }

    private void Close()
    {
        _isHeld = false; // it goes with the handles
        _turn?.Dispose();
        _next?.Dispose();
    }

    // .NET locks what it opens, in the same way: it creates the file, and the system opens it.
    private static SafeFileHandle Open(string file)
    {
        try
        {
            File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // another process was quicker
        }

        var handle = new SafeFileHandle(OpenOnce(Encoding.UTF8.GetBytes(file + '\0'), ReadOnlyAndNotForChildren), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The file '{file}' cannot be opened (error {Marshal.GetLastPInvokeError()}). Processes that share a store take turns with it.");
        return handle;
    }

    private static int Flock(SafeFileHandle handle, int operation)
    {
        while (true)
        {
            var result = FlockOnce(handle, operation);
            if (result == 0 || Marshal.GetLastPInvokeError() != Interrupted)
                return result;
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenOnce(byte[] path, int flags);

    // Unlike locks of ranges these belong to an open file: two stores of one process take turns too.
    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int FlockOnce(SafeFileHandle handle, int operation);
}
