using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.HrSystems;
using ClearView.Web;

namespace ClearView.Cli.Node;

/// <summary>How the HR systems stand, as a file that role hr writes and role web reads: they may be two processes.</summary>
internal sealed partial class HrStatusFile(string path, HrSystemStatuses statuses, TimeProvider clock, ILogger<HrStatusFile> log) : BackgroundService
{
    private static readonly TimeSpan _writeEvery = TimeSpan.FromSeconds(2);

    /// <summary>Null when role hr never wrote it, or it cannot be read.</summary>
    public static HrSystemsReport? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ReportJson.Default.HrSystemsReport) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Also when nothing changed: the time in it tells that role hr lives.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Only a view of the work, which goes on.
                Log.Unwritable(log, e.GetType().Name);
            }

            await Task.Delay(_writeEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var report = new HrSystemsReport(clock.GetUtcNow(), [.. statuses.All.Select(Line)]);
        var aside = path + ".part";
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.HrSystemsReport));
        File.Move(aside, path, overwrite: true);
    }

    private static HrSystemLine Line(HrSystemStatus status) => new(
        status.System, status.LastSuccess, status.LastError, status.ErrorText, status.NeedsPerson, [.. status.Troubles.Select(t => t.Text)]);

    [JsonSerializable(typeof(HrSystemsReport))]
    private sealed partial class ReportJson : JsonSerializerContext;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "How the HR systems stand cannot be written for the pages ({Reason}).")]
        public static partial void Unwritable(ILogger logger, string reason);
    }
}
