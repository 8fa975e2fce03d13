using System.Diagnostics;
using System.Globalization;

namespace ClearView.Bench.AiTool;

/// <summary>What is measured, for how long, and on what.</summary>
internal sealed record BenchArguments(string Samples, TimeSpan Seconds, string? Commit, double? LoadBefore)
{
    public static BenchArguments Of(string[] args)
    {
        var (samples, seconds) = ("samples", 2.0);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json": break; // the only form there is
                case "--samples" when i + 1 < args.Length: samples = args[++i]; break;
                case "--seconds" when i + 1 < args.Length: seconds = double.Parse(args[++i], CultureInfo.InvariantCulture); break;
                default: throw new ArgumentException($"'{args[i]}' is not known here: --json, --samples FOLDER, --seconds N.", nameof(args));
            }
        }

        return new BenchArguments(samples, TimeSpan.FromSeconds(seconds), ReadCommit(), ReadLoad());
    }

    // How busy others kept the machine: figures of a busy one say little.
    private static double? ReadLoad() => File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null;

    private static string? ReadCommit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            return git?.StandardOutput.ReadLine();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null; // no git, or no checkout
        }
    }
}
