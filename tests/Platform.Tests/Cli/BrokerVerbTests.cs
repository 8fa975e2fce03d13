using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;
using ClearView.Messaging.Sqlite;
using ClearView.Platform.Tests.Installation;

namespace ClearView.Platform.Tests.Cli;

/// <summary>What 'broker' prints and how it ends: a script reads nothing else.</summary>
public sealed class BrokerVerbTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("broker-verb-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DataFolder Data => new(Path.Combine(_root, "data"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_exit_code_tells_same_different_and_not_all_seen()
    {
        Installed.NeedsRabbit();
        await using var broker = await PrivateBroker.StartNewAsync(Path.Combine(_root, "rabbitmq"), Ct);
        Task<Command> RunAsync(string verb, params string[] options) => Command.ClearViewAsync(["broker", verb, "--broker", broker.Address, .. options]);
        string[] seeing = ["--management", broker.ManagementAddress!.ToString()];

        var empty = await RunAsync("check", seeing);
        var plan = await RunAsync("plan", seeing);
        var applied = await RunAsync("apply", seeing);
        var same = await RunAsync("check", [.. seeing, "--json"]);
        while (same.ExitCode == 4) // a node that has just started has not told its limits yet
            same = await RunAsync("check", [.. seeing, "--json"]);
        var blind = await RunAsync("check");
        var nothingToDo = await RunAsync("plan", [.. seeing, "--json"]);

        Assert.Equal((3, 3, 0, 0, 4, 0), (empty.ExitCode, plan.ExitCode, applied.ExitCode, same.ExitCode, blind.ExitCode, nothingToDo.ExitCode));
        Assert.Contains("+ there is no queue 'clearview.anonymize'", empty.Output, StringComparison.Ordinal);
        Assert.Contains("* make the queue 'clearview.anonymize'", plan.Output, StringComparison.Ordinal);
        Assert.Contains("done.", applied.Output, StringComparison.Ordinal);
        Assert.Contains("not all could be seen", blind.Output, StringComparison.Ordinal);
        Assert.Contains("the address of the management API was not given", blind.Output, StringComparison.Ordinal);
        var report = JsonDocument.Parse(same.Output).RootElement;
        Assert.Equal(("rabbitmq", true, true), (report.GetProperty("broker").GetProperty("name").GetString(), report.GetProperty("same").GetBoolean(), report.GetProperty("complete").GetBoolean()));
        Assert.True(JsonDocument.Parse(nothingToDo.Output).RootElement.GetProperty("empty").GetBoolean());
        Assert.DoesNotContain(new Uri(broker.Address).UserInfo.Split(':')[1], empty.Output + plan.Output + same.Output + blind.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_a_failure_and_no_difference()
    {
        var away = await Command.ClearViewAsync("broker", "check", "--broker", "amqp://guest:guest@127.0.0.1:1");

        Assert.Equal((1, ""), (away.ExitCode, away.Output));
        Assert.Contains("nothing listens there", away.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_broker_is_judged_by_its_file_and_says_what_stands_in_none()
    {
        await using (var earlier = new SqliteTransport(Data.Broker))
            await earlier.StartAsync(new Topology([.. RoleCatalog.Topology.Queues.Skip(1), new("clearview.former", ["former.v1"])]), Ct);

        var check = await Command.ClearViewAsync("broker", "check", "--data", Data.Path, "--broker", "embedded");

        Assert.Equal((3, ""), (check.ExitCode, check.Errors));
        Assert.Contains($"+ there is no queue '{RoleCatalog.Topology.Queues[0].Queue}'; the next start makes it", check.Output, StringComparison.Ordinal);
        Assert.Contains("no catalog has the queue 'clearview.former': it is empty", check.Output, StringComparison.Ordinal);
        Assert.Contains("not known: bindings", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embedded_broker_that_runs_is_asked_itself()
    {
        await using var node = await RunningNode.StartAsync(
            new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = Data, Port = 0, Name = "all" }, null, Ct);

        var check = await Command.ClearViewAsync("broker", "check", "--json", "--broker", "embedded", "--data", Data.Path);

        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        Assert.True(JsonDocument.Parse(check.Output).RootElement.GetProperty("same").GetBoolean());
    }
}
