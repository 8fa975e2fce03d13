using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ClearView.Messaging.Bench;

/// <summary>What a figure was measured on and with. Names no machine.</summary>
internal sealed record Surroundings(
    int Cores, string Processor, string System, string Runtime, string? Commit, double? LoadBefore, IReadOnlyDictionary<string, string?> Versions)
{
    private static readonly double? _loadBefore = ReadLoad();

    public static Surroundings Now() => new(
        Environment.ProcessorCount, ProcessorName(), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, ReadCommit(), _loadBefore,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["rabbitMqClient"] = VersionOf(typeof(RabbitMQ.Client.IChannel)),
            ["wolverine"] = VersionOf(typeof(Wolverine.IMessageBus)),
            ["massTransit"] = VersionOf(typeof(MassTransit.IBus)),
            ["clearView"] = VersionOf(typeof(ITransport)),
        });

    private static string? VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static string ProcessorName() => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "unknown";

    // How busy others kept the machine: figures of a busy one say little.
    private static double? ReadLoad() => File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], global::System.Globalization.CultureInfo.InvariantCulture, out var load) ? load : null;

    private static string? ReadCommit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["rev-parse", "--short=12", "HEAD"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory });
            return git?.StandardOutput.ReadLine();
        }
        catch (Exception)
        {
            return null; // no git, or no checkout
        }
    }
}
