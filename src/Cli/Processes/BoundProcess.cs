using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClearView.Cli.Processes;

/// <summary>
/// A child process that does not outlive us: it is ended when we exit or are killed. The last needs setpriv, which asks the kernel for it.
/// A session of its own (setsid) keeps the terminal's Ctrl+C from it: we end it, in our order. The kernel counts the death of the starting thread as ours, so that thread stays until the child has ended.
/// </summary>
internal sealed class BoundProcess : IAsyncDisposable
{
    private const string SetPriv = "/usr/bin/setpriv";
    private const int Terminate = 15;
    private const int Stop = 19;
    private const int Continue = 18;
    private const int LinesKept = 200;
    private static readonly ConcurrentDictionary<BoundProcess, byte> _living = [];

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Action<string> _onLine;
    private readonly Process _process;

    static BoundProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    private BoundProcess(ProcessStartInfo start, Action<string> onLine)
    {
        _onLine = onLine;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
    }

    public int Id { get; private set; }

    public Task Exited => _exited.Task;

    /// <summary>Once it has exited; 128 and the signal's number when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines it wrote, for an error's text.</summary>
    public string LastLines(int most = 15) => string.Join('\n', _lines.TakeLast(most));

    public static async Task<BoundProcess> StartAsync(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, Action<string>? onLine = null)
    {
        var bind = File.Exists(SetPriv);
        var start = new ProcessStartInfo(bind ? SetPriv : file, bind ? ["--pdeathsig", "KILL", "setsid", file, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var child = new BoundProcess(start, onLine ?? (_ => { }));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => child.Live(started)) { IsBackground = true, Name = $"child {Path.GetFileName(file)}" }.Start();
        await started.Task;
        return child;
    }

    /// <summary>SIGKILL, to this process alone.</summary>
    public async Task KillAsync()
    {
        Kill();
        await Exited;
    }

    /// <summary>SIGTERM, and SIGKILL to what has not ended within <paramref name="patience"/>.</summary>
    public async Task TerminateAsync(TimeSpan patience)
    {
        Signal(Terminate);
        await Exited.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await KillAsync();
    }

    /// <summary>SIGSTOP: it stands still where it is.</summary>
    public void Pause() => Signal(Stop);

    public void Resume() => Signal(Continue);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Live(TaskCompletionSource started)
    {
        try
        {
            _process.Start();
            Id = _process.Id;
            _living.TryAdd(this, 0);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
        catch (Exception e)
        {
            _exited.TrySetResult();
            started.TrySetException(e);
            return;
        }

        started.TrySetResult();
        _process.WaitForExit();
        _living.TryRemove(this, out _);
        _exited.TrySetResult();
    }

    private void Signal(int signal)
    {
        if (!Exited.IsCompleted)
            _ = SendSignal(Id, signal);
    }

    private void Kill()
    {
        try
        {
            if (!Exited.IsCompleted)
                _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
            _lines.TryDequeue(out _);
        _onLine(line);
    }

    private static void KillAll()
    {
        foreach (var child in _living.Keys)
            child.Kill();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
