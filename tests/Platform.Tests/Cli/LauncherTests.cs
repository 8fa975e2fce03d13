using System.Runtime.Versioning;
using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.Cli;

/// <summary>The script ./clearview, with a build of our own that takes some seconds and counts itself.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        echo build >>"$COUNT"
        sleep 5
        mkdir -p "$ROOT/artifacts/run"
        printf '#!/bin/sh\necho "ran $*"\n' >"$ROOT/artifacts/run/ClearView.Cli"
        chmod +x "$ROOT/artifacts/run/ClearView.Cli"
        # As the compiler's server: it lives on and keeps what it has open.
        sleep 300 >/dev/null 2>&1 &
        echo $! >>"$ROOT/servers"
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("launcher-").FullName;

    public LauncherTests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "flock is not here.");
        File.Copy(Path.Combine(Repository.Root, "clearview"), Path.Combine(_root, "clearview"));
        foreach (var source in new[] { "src/Some.cs", "Directory.Build.props", "Directory.Packages.props", "global.json" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, source))!);
            File.WriteAllText(Path.Combine(_root, source), "");
        }

        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        File.WriteAllText(Path.Combine(_root, "bin", "dotnet"), Dotnet);
        File.SetUnixFileMode(Path.Combine(_root, "bin", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(_root, "servers")))
        {
            foreach (var server in File.ReadAllLines(Path.Combine(_root, "servers")))
                System.Diagnostics.Process.GetProcessById(int.Parse(server, System.Globalization.CultureInfo.InvariantCulture)).Kill();
        }

        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Of_two_that_are_started_at_once_one_builds_and_the_other_waits_and_says_so()
    {
        var two = await Task.WhenAll(StartAsync("one"), StartAsync("two"));

        Assert.All(two, r => Assert.Equal(0, r.ExitCode));
        Assert.Equal(["ran one\n", "ran two\n"], two.Select(r => r.Output));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_root, "builds"), TestContext.Current.CancellationToken));
        Assert.Single(two, r => r.Errors.Contains("building (once", StringComparison.Ordinal));
        Assert.Single(two, r => r.Errors.Contains("another ./clearview is building", StringComparison.Ordinal));
    }

    private Task<Command> StartAsync(string argument) => Command.RunAsync("/usr/bin/env",
        [$"PATH={_root}/bin:/usr/bin:/bin", $"ROOT={_root}", $"COUNT={_root}/builds", "./clearview", argument], _root);
}
