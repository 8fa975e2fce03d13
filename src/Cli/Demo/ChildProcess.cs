using ClearView.Cli.Processes;

namespace ClearView.Cli.Demo;

/// <summary>This executable again, with other arguments.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _name;
    private BoundProcess? _process;

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
    /// <exception cref="InvalidOperationException">It ended instead; the text holds its last words.</exception>
    public async Task<string> ReadyAsync(TimeSpan deadline, CancellationToken ct)
    {
        await Task.WhenAny(_ready.Task, _process!.Exited).WaitAsync(deadline, ct);
        return _ready.Task.IsCompleted
            ? await _ready.Task
            : throw new InvalidOperationException($"{_name} ended before it was ready.\n{_process.LastLines}");
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Asks it to end, and forces it after a while.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process!.TerminateAsync(_longestGoodbye);
        await _process.DisposeAsync();
    }
}
