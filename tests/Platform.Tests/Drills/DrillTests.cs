using System.Text.Json;
using ClearView.Cli.Drills;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Platform.Tests.Architecture;
using ClearView.Platform.Tests.Cli;
using ClearView.Platform.Tests.Installation;

namespace ClearView.Platform.Tests.Drills;

/// <summary>Short forms of the drills, and that they notice a library that is broken on purpose.</summary>
public sealed class DrillTests
{
    /// <summary>Every drill with every sabotage takes half an hour; set it to run them.</summary>
    private const string LongForm = "CLEARVIEW_LONG_DRILLS";

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("kill-consumer")]
    [InlineData("kill-publisher")]
    [InlineData("cut-tcp")]
    [InlineData("broker-away")]
    public async Task Nothing_is_lost_doubled_or_unaccounted_for(string drill)
    {
        Installed.NeedsRabbit();

        var run = await Command.ClearViewAsync("drill", drill, "--seconds", "4", "--seed", "7", "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var result = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, 0, 0), (Number(result, "lost"), Number(result, "doubled"), Number(result, "unaccounted")));
        Assert.True(Number(result, "confirmed") >= 100 && Number(result, "effects") >= 100, run.Output);
        Assert.Equal(7, Number(result, "seed"));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("ack-early", "lost")]
    [InlineData("drop", "lost")]
    [InlineData("duplicate", "doubled")]
    public async Task A_drill_notices_a_library_that_is_broken_on_purpose(string sabotage, string count)
    {
        Installed.NeedsRabbit();

        var run = await Command.ClearViewAsync("drill", "kill-consumer", "--seconds", "2", "--seed", "7", "--json", "--sabotage", sabotage);

        Assert.True(run.ExitCode == 1 && run.Output.Length > 0, run.Output + run.Errors);
        Assert.True(Number(JsonDocument.Parse(run.Output).RootElement, count) > 0, run.Output);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_drill_notices_every_sabotage()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongForm) == "1", $"Takes half an hour: set {LongForm}=1.");
        Installed.NeedsRabbit();

        var run = await Command.ClearViewAsync("drill", "prove", "--seconds", "4", "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    [Fact]
    public void Every_drill_that_is_promised_is_there() => Assert.Equal(
        [
            "kill-consumer", "kill-publisher", "kill-broker", "broker-away", "kill-leader", "partition", "pause-node", "cut-tcp", "disk-alarm", "unroutable", "poison", "slow-function",
            "database-down", "tenant-flood",
        ], DrillCatalog.All.Select(d => d.Name));

    [Fact]
    public void Only_drills_know_how_to_break_the_library() => Assert.Equal(
        ["DrillVerb.cs"],
        Repository.Files("*.cs", "src").Where(path => !path.Contains("Drills", StringComparison.Ordinal) && File.ReadAllText(path).Contains("Sabotage", StringComparison.Ordinal)).Select(Path.GetFileName));

    [Fact]
    public void Each_sabotage_has_one_name() =>
        Assert.All(SabotageText.Kinds, kind => Assert.Equal(kind, SabotageText.Parse(SabotageText.Of(kind)!)));

    private static int Number(JsonElement result, string name) => result.GetProperty(name).GetInt32();
}
