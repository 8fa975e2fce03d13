using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ClearView.Cli.Benches;

/// <summary>What a figure was taken on and with. Names no machine.</summary>
/// <param name="LoadBefore">How busy others kept the machine: figures of a busy one say little. Null where it is not told.</param>
internal sealed record Surroundings(int Cores, string Processor, string System, string Runtime, string? Commit, double? LoadBefore)
{
    /// <summary>To be asked before the measuring, which is a load too.</summary>
    public static Surroundings Now() => new(
        Environment.ProcessorCount, ProcessorName(), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, ReadCommit(), ReadLoad());

    private static string ProcessorName() => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "unknown";

    private static double? ReadLoad() => File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null;

    private static string? ReadCommit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = AppContext.BaseDirectory,
            });
            return git?.StandardOutput.ReadLine();
        }
        catch (Exception e) when (e is global::System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null; // no git, or no checkout
        }
    }
}
