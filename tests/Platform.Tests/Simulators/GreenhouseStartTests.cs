using System.Text.Json.Nodes;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_setting_that_cannot_be_used_is_named()
    {
        var error = await Assert.ThrowsAsync<SimulatorStartException>(() => GreenhouseSimulator.StartAsync(
            new GreenhouseOptions { Port = 70_000, PageSizeCap = 0, WebhookUrl = new Uri("ftp://example.com"), Misbehave = ["gremlins"], Pace = TimeSpan.FromSeconds(-1) }, Ct));

        Assert.Contains("Port is 70000; it must be 0 to 65535.", error.Message, StringComparison.Ordinal);
        Assert.Contains("JournalPath is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("PageSizeCap is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("WebhookUrl is 'ftp://example.com/'", error.Message, StringComparison.Ordinal);
        Assert.Contains("WebhookSecret is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("'gremlins' is no fault", error.Message, StringComparison.Ordinal);
        Assert.Contains("Pace is -00:00:01", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file", "resumes/none.txt", "names the file 'resumes/none.txt', which does not exist.")]
    [InlineData("file", "../outside.txt", "names the file '../outside.txt', which is outside the folder.")]
    [InlineData("id", 102, "Candidate 102 is there twice")]
    [InlineData("applications", null, "applications")]
    [InlineData("lastName", null, "lastName")]
    public async Task Samples_that_do_not_fit_together_are_refused(string field, object? value, string error)
    {
        await using var rig = await GreenhouseRig.StartAsync();
        var path = Path.Combine(rig.Folder, "candidates.json");
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(path, Ct))!.AsArray();
        rows[0]!.AsObject()[field] = value switch { string text => text, int number => number, _ => null };
        await File.WriteAllTextAsync(path, rows.ToJsonString(), Ct);

        var refused = await Assert.ThrowsAsync<SimulatorStartException>(() => rig.RestartAsync());

        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_folder_without_samples_are_told_with_exit_code_two()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        var taken = new GreenhouseOptions { SamplesDirectory = rig.Folder, JournalPath = Path.Combine(rig.Folder, "b.jsonl"), Port = rig.Simulator.Address.Port };
        var empty = new GreenhouseOptions { SamplesDirectory = Path.Combine(rig.Folder, "resumes"), JournalPath = Path.Combine(rig.Folder, "c.jsonl") };

        Assert.Equal(2, await GreenhouseSimulator.RunAsync(taken, Ct));
        Assert.Equal(2, await GreenhouseSimulator.RunAsync(empty, Ct));
    }

    [Fact]
    public async Task It_runs_until_it_is_cancelled()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var options = new GreenhouseOptions { SamplesDirectory = rig.Folder, JournalPath = Path.Combine(rig.Folder, "b.jsonl") };

        var running = GreenhouseSimulator.RunAsync(options, stop.Token);
        while (!File.Exists(options.JournalPath))
            Ct.ThrowIfCancellationRequested();
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }
}
