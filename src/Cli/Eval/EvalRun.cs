using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ClearView.Cli.Eval;

/// <summary>What a figure was taken on and with. Names no machine.</summary>
internal static class EvalRun
{
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("surroundings");
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteString("processor", Processor());
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("commit", Commit());
        json.WriteEndObject();
    }

    private static string Processor() => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "unknown";

    private static string? Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Home.Directory });
            return git?.StandardOutput.ReadLine();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null; // no git, or no checkout
        }
    }
}
