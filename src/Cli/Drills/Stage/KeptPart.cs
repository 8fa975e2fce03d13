using ClearView.Cli.Demo;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Processes;
using ClearView.Cli.Verbs;

namespace ClearView.Cli.Drills.Stage;

/// <summary>A process of the drill that is started again whenever it ends, as a supervisor of services would.</summary>
internal sealed class KeptPart : IAsyncDisposable
{
    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _restartAfter = TimeSpan.FromMilliseconds(50);
    private readonly DrillPart _part;
    private readonly string _broker;
    private readonly string _file;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private volatile BoundProcess? _process;
    private volatile bool _expected;
    private Task _keeping = Task.CompletedTask;

    private KeptPart(DrillPart part, string broker)
    {
        (_part, _broker, _file) = (part, broker, part.Write());
        Directory.CreateDirectory(Path.Combine(part.Folder, "logs"));
        _log = new StreamWriter(new FileStream(Path.Combine(part.Folder, "logs", part.Name + ".log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public string Name => _part.Name;

    public PartRole Role => _part.Role;

    public int? ProcessId => _process is { Exited.IsCompleted: false } process ? process.Id : null;

    /// <summary>How often it ended though nobody here ended it.</summary>
    public int EndsOfItsOwn { get; private set; }

    /// <summary>What it said before it last ended by itself.</summary>
    public string LastWords { get; private set; } = "";

    /// <exception cref="InvalidOperationException">It did not begin to work in time.</exception>
    public static async Task<KeptPart> StartAsync(DrillPart part, string broker, CancellationToken ct)
    {
        var kept = new KeptPart(part, broker);
        kept._keeping = Task.Run(kept.KeepAsync, CancellationToken.None);
        var first = await Task.WhenAny(kept._firstReady.Task, kept._keeping, Task.Delay(ChildProcess.LongestStart, ct));
        if (first == kept._firstReady.Task)
            return kept;

        var lastWords = kept._process?.LastLines();
        await kept.DisposeAsync();
        ct.ThrowIfCancellationRequested();
        throw new InvalidOperationException($"The drill's process '{part.Name}' did not begin to work within {ChildProcess.LongestStart.TotalMinutes:0} minutes. It said last:\n{lastWords}");
    }

    /// <summary>kill -9; it comes back by itself.</summary>
    public Task KillAsync()
    {
        _expected = true;
        return _process?.KillAsync() ?? Task.CompletedTask;
    }

    /// <summary>It stands still where it is, and the system takes it for alive.</summary>
    public void Pause() => _process?.Pause();

    public void Resume() => _process?.Resume();

    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        if (_process is { Exited.IsCompleted: false } process)
            await process.TerminateAsync(_longestGoodbye);
        await _keeping;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
        await _log.DisposeAsync();
    }

    private async Task KeepAsync()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                await RunOnceAsync();
                await Task.Delay(_restartAfter, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e)
        {
            _firstReady.TrySetException(e);
        }
    }

    private async Task RunOnceAsync()
    {
        var (program, arguments) = Self();
        // As the launcher starts 'up'.
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { [UpVerb.BrokerVariable] = _broker, ["DOTNET_TC_CallCountThreshold"] = "1E" };
        await using var process = await BoundProcess.StartAsync(program, [.. arguments, DrillProcessVerb.Name, _file], environment, line =>
        {
            Write(line);
            if (line == PartHost.ReadyLine(Name))
                _firstReady.TrySetResult();
        });
        _process = process;
        if (_ending.IsCancellationRequested)
            await process.TerminateAsync(_longestGoodbye);
        await process.Exited;
        if (!_expected && !_ending.IsCancellationRequested)
        {
            EndsOfItsOwn++;
            LastWords = process.LastLines();
        }

        _expected = false;
    }

    private static (string Program, IReadOnlyList<string> Arguments) Self()
    {
        // Under 'dotnet ClearView.Cli.dll' the process is dotnet itself.
        var self = Environment.ProcessPath!;
        return (self, Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(KeptPart).Assembly.Location] : []);
    }

    private void Write(string line)
    {
        lock (_log)
            _log.WriteLine(line);
    }
}
