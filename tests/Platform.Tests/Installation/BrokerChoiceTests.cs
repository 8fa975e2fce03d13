using System.Text.Json;
using System.Text.Json.Nodes;
using ClearView.Cli.PrivateRabbit;
using ClearView.Platform.Tests.Cli;

namespace ClearView.Platform.Tests.Installation;

/// <summary>Every broker that the demo can be given, in one process and in four, with a few of the invented candidates.</summary>
[Trait("Category", "Slow")]
public sealed class BrokerChoiceTests : IDisposable
{
    private const int Few = 3;
    private const string Nobody = "amqp://guest:guest@127.0.0.1:1";
    private readonly string _root = Directory.CreateTempSubdirectory("broker-choice-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SomeSamples => Path.Combine(_root, "samples");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("embedded", "1", "sqlite")]
    [InlineData("rabbitmq", "1", "rabbitmq")]
    [InlineData("rabbitmq", "4", "rabbitmq")]
    public async Task The_demo_works_on_a_broker_of_its_own(string broker, string processes, string name)
    {
        if (broker == "rabbitmq")
            Installed.NeedsRabbit();

        await WorksAsync(broker, processes, name);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task The_demo_works_on_somebody_elses_broker(string processes)
    {
        Installed.NeedsRabbit();
        await using var broker = await PrivateBroker.NewAsync(Path.Combine(_root, "rabbitmq"), withManagement: false, Ct);
        await broker.StartAsync(Ct);

        await WorksAsync(broker.Address, processes, "rabbitmq");

        Assert.True(broker.IsRunning);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task A_broker_that_does_not_answer_is_named_at_once(string processes)
    {
        var ran = await DemoAsync(Nobody, processes);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output)); // who reads JSON there finds no log lines
        Assert.Contains("clearview: RabbitMQ at amqp://127.0.0.1:1", ran.Errors, StringComparison.Ordinal);
    }

    private async Task WorksAsync(string broker, string processes, string name)
    {
        var ran = await DemoAsync(broker, processes);

        Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
        var account = JsonDocument.Parse(ran.Output).RootElement;
        Assert.StartsWith(name + " ", account.GetProperty("broker").GetString(), StringComparison.Ordinal);
        Assert.Equal((Few, Few, 0), (account.GetProperty("received").GetInt32(), account.GetProperty("stories").GetInt32(), account.GetProperty("unaccounted").GetInt32()));
    }

    private Task<Command> DemoAsync(string broker, string processes)
    {
        Directory.CreateDirectory(SomeSamples);
        foreach (var part in Directory.EnumerateFileSystemEntries(Installed.Samples))
            File.CreateSymbolicLink(Path.Combine(SomeSamples, Path.GetFileName(part)), part);
        var all = JsonNode.Parse(File.ReadAllText(Path.Combine(Installed.Samples, "candidates.json")))!.AsArray();
        var list = Path.Combine(SomeSamples, "candidates.json");
        File.Delete(list);
        File.WriteAllText(list, new JsonArray([.. all.Where(c => c!["kind"]!.GetValue<string>() == "readable").Take(Few).Select(c => c!.DeepClone())]).ToJsonString());
        return Command.ClearViewAsync(
            "demo", "--once", "--json", "--broker", broker, "--processes", processes, "--data", Path.Combine(_root, "data"), "--samples", SomeSamples, "--deadline", "900");
    }
}
