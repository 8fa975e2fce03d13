using System.Diagnostics;
using ClearView.Messaging;

namespace ClearView.Cli.Node;

/// <summary>
/// Writes a line when the handling of a message begins and one when it ends, into a file that outlives the process: who kills it can
/// prove what it held. For drills; off unless asked for.
/// </summary>
internal sealed class HandlingLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly ActivityListener _listener;

    public HandlingLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Unbuffered: what was written is with the operating system when the process dies.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Write('B', activity),
            ActivityStopped = activity => Write('E', activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public static string PathIn(DataFolder data, int process) => Path.Combine(data.Control, $"handling.{process}");

    public void Dispose()
    {
        _listener.Dispose();
        _file.Dispose();
    }

    private void Write(char mark, Activity activity)
    {
        if (activity.Kind != ActivityKind.Consumer)
            return;
        var line = System.Text.Encoding.ASCII.GetBytes($"{mark} {activity.SpanId}\n");
        lock (_gate)
            _file.Write(line);
    }
}
