using System.Diagnostics;

namespace ClearView.Cli.Benches;

/// <summary>A program in bench/: built, and run with the caller's terminal.</summary>
internal static class BenchProgram
{
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunAsync(string project, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var file = Path.Combine(Home.Directory, "bench", project, project + ".csproj");
        if (!File.Exists(file))
            throw new UsageException($"'{file}' does not exist. Benches run in a checkout of the project, by './clearview bench'.");

        // What the build says is for people who wait: standard output is the program's alone.
        await Console.Error.WriteLineAsync($"clearview: building {project} ...");
        if (await StartAsync(["build", file, "-c", "Release", "-v", "quiet", "-nologo"], outputToError: true, ct) is not 0 and var failed)
            return failed;
        return await StartAsync(["run", "--project", file, "-c", "Release", "--no-build", "--", .. arguments], outputToError: false, ct);
    }

    private static async Task<int> StartAsync(IReadOnlyList<string> arguments, bool outputToError, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = outputToError };
        using var process = Process.Start(start)!;
        try
        {
            while (outputToError && await process.StandardOutput.ReadLineAsync(ct) is { } line)
                await Console.Error.WriteLineAsync(line);
            await process.WaitForExitAsync(ct);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
