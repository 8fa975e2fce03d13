using System.Globalization;
using ClearView.Messaging;

namespace ClearView.Cli.Node;

/// <summary>
/// The operator's brakes, as a file that every process of the installation reads: one line a function, its name and milliseconds.
/// </summary>
internal sealed partial class BrakeFile(string directory, FunctionBrakes brakes, TimeProvider clock, ILogger<BrakeFile> log) : BackgroundService
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);
    private readonly string _path = PathIn(directory);
    private HashSet<string> _braked = [];

    public static void Set(string directory, string function, TimeSpan wait)
    {
        Directory.CreateDirectory(directory);
        var path = PathIn(directory);
        var lines = Read(path);
        if (wait <= TimeSpan.Zero)
            lines.Remove(function);
        else
            lines[function] = wait < _longest ? wait : _longest;

        var aside = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllLines(aside, lines.Select(l => $"{l.Key} {l.Value.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)}"));
        File.Move(aside, path, overwrite: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Apply(Read(_path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Brakes are a convenience: what was last read stays, and the work goes on.
                Log.Unreadable(log, e.GetType().Name);
            }

            await Task.Delay(_lookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Apply(Dictionary<string, TimeSpan> now)
    {
        foreach (var (function, wait) in now)
            brakes.Set(function, wait);
        foreach (var freed in _braked.Except(now.Keys))
            brakes.Set(freed, TimeSpan.Zero);
        _braked = [.. now.Keys];
    }

    private static string PathIn(string directory) => Path.Combine(directory, "brakes");

    private static Dictionary<string, TimeSpan> Read(string path)
    {
        var brakes = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return brakes;

        foreach (var parts in File.ReadAllLines(path).Select(l => l.Split(' ')))
        {
            if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
                brakes[parts[0]] = TimeSpan.FromMilliseconds(Math.Min(milliseconds, _longest.TotalMilliseconds));
        }

        return brakes;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The file with the brakes cannot be read ({Reason}); the brakes stay as they are.")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
