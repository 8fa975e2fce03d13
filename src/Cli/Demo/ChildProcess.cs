using ClearView.Cli.Processes;

namespace ClearView.Cli.Demo;

/// <summary>This executable again, with other arguments.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>One that ends is noticed at once, so this is for one that hangs: a machine with much else to do takes a minute.</summary>
    public static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _name;
    private BoundProcess? _process;
    private volatile bool _endedByUs;

    private ChildProcess(string name) => _name = name;

    public int Id => _process!.Id;

    public bool IsRunning => !_process!.Exited.IsCompleted;

    /// <param name="readyWhenLineHas">The child is ready when it writes a line that holds this text.</param>
    /// <param name="environment">What others must not read in the arguments.</param>
    public static async Task<ChildProcess> StartAsync(
        string name, IEnumerable<string> arguments, string readyWhenLineHas, params IEnumerable<(string Name, string Value)> environment)
    {
        // Under 'dotnet ClearView.Cli.dll' the process is dotnet itself.
        var self = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            arguments = arguments.Prepend(typeof(ChildProcess).Assembly.Location);

        var child = new ChildProcess(name);
        child._process = await BoundProcess.StartAsync(self, arguments, environment.ToDictionary(e => e.Name, e => (string?)e.Value), line =>
        {
            if (line.Contains(readyWhenLineHas, StringComparison.Ordinal))
                child._ready.TrySetResult(line);
        });
        return child;
    }

    /// <summary>The line that said it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or took too long; the text holds its last words.</exception>
    public async Task<string> ReadyAsync(CancellationToken ct)
    {
        var first = Task.WhenAny(_ready.Task, _process!.Exited);
        await Task.WhenAny(first, Task.Delay(LongestStart, ct));
        ct.ThrowIfCancellationRequested();
        if (_ready.Task.IsCompleted)
            return await _ready.Task;

        var what = first.IsCompleted ? "ended before it was ready" : $"was not ready within {LongestStart.TotalMinutes:0} minutes";
        throw new InvalidOperationException($"{_name} {what}. It said last:\n{_process.LastLines()}");
    }

    /// <summary>Completes when it has ended: with its exit code and last words when nobody here asked it to, with null otherwise.</summary>
    public async Task<string?> UnexpectedEndAsync()
    {
        await _process!.Exited;
        return _endedByUs ? null : $"{_name} ended by itself, with exit code {_process.ExitCode}. It said last:\n{_process.LastLines()}";
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync()
    {
        _endedByUs = true;
        return _process!.KillAsync();
    }

    /// <summary>Asks it to end, and forces it after a while.</summary>
    public async ValueTask DisposeAsync()
    {
        _endedByUs = true;
        await _process!.TerminateAsync(_longestGoodbye);
        await _process.DisposeAsync();
    }
}
