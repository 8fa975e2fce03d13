using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ClearView.Platform.Tests.AiTool.Files;

internal sealed record Ran(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<JsonElement> Lines { get; } =
        Out.StartsWith('{') ? [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)] : [];
}

/// <summary>Runs the real executable: <c>clearview ai ...</c></summary>
internal static class AiCommand
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ClearView.Cli.exe" : "ClearView.Cli");

    public static Task<Ran> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<Ran> RunAsync(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(_program) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        start.ArgumentList.Add("ai");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return new Ran(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
