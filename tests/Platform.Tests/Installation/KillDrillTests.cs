using System.Text.Json;
using ClearView.Platform.Tests.Cli;

namespace ClearView.Platform.Tests.Installation;

/// <summary>The short form of the drill: processes and broker die by SIGKILL while the demo's work is done.</summary>
[Trait("Category", "Slow")]
public sealed class KillDrillTests
{
    private const int Kills = 12;

    [Fact]
    public async Task Nothing_is_missing_and_nothing_happens_twice_when_processes_and_broker_are_killed()
    {
        Installed.NeedsRabbit();
        using var installed = new Installed();

        var run = await Command.ClearViewAsync(
            "drill", "kills", "--kills", $"{Kills}", "--seed", "7", "--data", installed.In("drill"), "--samples", Installed.Samples, "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var result = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(Kills, result.GetProperty("kills").GetInt32());
        Assert.True(result.GetProperty("whileHandling").GetInt32() >= 3, run.Output);
        Assert.True(result.GetProperty("brokerKills").GetInt32() >= 1, run.Output);
        var verdict = await Installed.JudgeAsync(result.GetProperty("journal").GetString()!, result.GetProperty("export").GetString()!);
        Assert.True(verdict.Ok, verdict.Text);
    }
}
