using System.Diagnostics;

namespace ClearView.Platform.Tests.Cli;

/// <summary>A program that ran to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(18);

    /// <summary>The executable beside the tests: what is published, without being published.</summary>
    public static Task<Command> ClearViewAsync(params IReadOnlyList<string> arguments) =>
        RunAsync(ClearViewPath, arguments, AppContext.BaseDirectory);

    public static string ClearViewPath =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ClearView.Cli.exe" : "ClearView.Cli");

    public static async Task<Command> RunAsync(string program, IReadOnlyList<string> arguments, string directory)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // The tests themselves run under 'dotnet test': what it says to its own builds must not steer another.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("CLEARVIEW_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        // No build server of its own that outlives the run.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new Command(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
