using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Cli.PrivateRabbit;
using ClearView.Cli.Processes;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Store;
using ClearView.Platform.Tests.Cli;
using ClearView.Platform.Tests.Installation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Platform.Tests.History;

/// <summary>samples/SkillsInDemand, which was built apart, comes to an installation that runs under load, as processes of their own on a real broker.</summary>
[Trait("Category", "Slow")]
public sealed class JoinedFunctionTests : IDisposable
{
    private const int Before = 300;
    private static readonly string[] _wanted = ["clearview functions consume", "clearview functions publish", "clearview ai consume", "clearview ai publish", "load publish"];
    private readonly string _root = Directory.CreateTempSubdirectory("joined-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DataFolder Data => new(Path.Combine(_root, "data"));

    private static string Sample =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "SkillsInDemand", "debug", "ClearView.SkillsInDemand.dll"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_function_built_apart_joins_under_load_without_a_gap_or_a_double_and_nobody_else_notices()
    {
        Installed.NeedsRabbit();
        await using var broker = await PrivateBroker.StartNewAsync(Path.Combine(_root, "rabbitmq"), Ct);
        await using var functions = await StartAsync(broker, "clearview functions on", "up", "--roles", "functions", "--data", Data.Path, "--port", "0");
        await using var ai = await StartAsync(broker, "clearview ai on", "up", "--roles", "ai", "--data", Data.Path, "--port", "0");
        await using var publisher = new RabbitMqTransport(
            new RabbitMqOptions { Address = broker.Address, ConnectionName = "load" }, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        await publisher.StartAsync(new Topology([]), Ct);
        var writer = new MessageWriter(new ContractRegistry(ContractCatalog.All), LocalKeyRing.Open(Data.Key), TimeProvider.System);
        for (var i = 0; i < Before; i++)
            await publisher.PublishAsync(SkillMessages.Write(writer, i), Ct);
        var connections = await ConnectionsAsync(broker);
        var processes = (functions.Id, ai.Id);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var loading = LoadAsync(publisher, writer, enough.Token);
        int published;
        await using (var first = await StartJoinedAsync(broker))
        {
            await UntilAsync(async () => await CountAsync("inbox WHERE function = 'count-skills' AND state = 1") > Before / 4);
            await first.KillAsync(); // in the middle of history
        }

        var afterDeath = await StateAsync();
        await using (await StartJoinedAsync(broker))
        {
            await UntilAsync(async () => (await StateAsync())?.DoneAt is not null);
            await Task.Delay(1_000, Ct); // live mail, after history
            await enough.CancelAsync();
            published = await loading;
            await UntilAsync(async () => await CountAsync("inbox WHERE function = 'count-skills' AND state = 1") == published);
            await UntilAsync(async () => await CountAsync("inbox WHERE function = 'save-skills' AND state = 1") == published);
        }

        var counts = await CountsAsync();
        Assert.Null(afterDeath?.DoneAt);
        Assert.True(published > Before + 100);
        Assert.Equal(Enumerable.Range(0, published).GroupBy(SkillMessages.SkillOf).ToDictionary(g => g.Key, g => (long)g.Count()), counts);
        Assert.Equal(0, await CountAsync("dead_letters WHERE function = 'count-skills'"));
        // Those who ran before it came: the same processes on the same connections.
        Assert.Equal(processes, (functions.Id, ai.Id));
        Assert.False(functions.Exited.IsCompleted || ai.Exited.IsCompleted);
        Assert.Equal(connections, (await ConnectionsAsync(broker)).Intersect(connections));
        Assert.Contains(connections, c => c.Contains("clearview functions consume", StringComparison.Ordinal));
    }

    private Task<BoundProcess> StartJoinedAsync(PrivateBroker broker) =>
        StartAsync(broker, "clearview functions count-skills", "functions", "run", "--assembly", Sample, "--data", Data.Path);

    private static async Task<BoundProcess> StartAsync(PrivateBroker broker, string ready, params string[] arguments)
    {
        var isReady = new TaskCompletionSource();
        var process = await BoundProcess.StartAsync(
            Command.ClearViewPath, arguments, new Dictionary<string, string?> { ["CLEARVIEW_BROKER"] = broker.Address, ["CLEARVIEW_STORE"] = null },
            line =>
            {
                if (line.StartsWith(ready, StringComparison.Ordinal))
                    isReady.TrySetResult();
            });
        await Task.WhenAny(isReady.Task, process.Exited, Task.Delay(Patience.Deadline, Ct));
        Assert.True(isReady.Task.IsCompleted, process.LastLines());
        return process;
    }

    private static async Task<int> LoadAsync(RabbitMqTransport publisher, MessageWriter writer, CancellationToken enough)
    {
        var number = Before;
        while (!enough.IsCancellationRequested)
        {
            await publisher.PublishAsync(SkillMessages.Write(writer, number++), Ct);
            await Task.Delay(10, Ct);
        }

        return number;
    }

    private async Task<CatchUpState?> StateAsync()
    {
        using var store = Data.OpenStore();
        return await new CatchUpProgress(store).FindAsync("count-skills", Ct);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (!await isSo())
            await Task.Delay(100, deadline.Token);
    }

    private async Task<long> CountAsync(string what)
    {
        await using var connection = new SqliteConnection($"Data Source={Data.Store}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {what}";
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task<Dictionary<string, long>> CountsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Data.Store}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT skill, resumes FROM skills_in_demand ORDER BY skill";
        var counts = new Dictionary<string, long>();
        await using var row = await command.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct))
            counts.Add(row.GetString(0), row.GetInt64(1));
        return counts;
    }

    /// <summary>By the broker's own name of each, which holds both ports, with ours beside it. It lists new ones some seconds late.</summary>
    private static async Task<List<string>> ConnectionsAsync(PrivateBroker broker)
    {
        using var http = new HttpClient { BaseAddress = broker.ManagementAddress, Timeout = Patience.Deadline };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(new Uri(broker.Address).UserInfo))));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (true)
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync("api/connections", deadline.Token));
            var names = answer.RootElement.EnumerateArray()
                .Where(c => c.TryGetProperty("client_properties", out _))
                .Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("client_properties").GetProperty("connection_name").GetString()}")
                .Where(name => _wanted.Any(wanted => name.EndsWith(wanted, StringComparison.Ordinal))) // what only looks may come and go
                .Order(StringComparer.Ordinal).ToList();
            if (_wanted.All(wanted => names.Any(n => n.EndsWith(wanted, StringComparison.Ordinal))))
                return names;
            await Task.Delay(500, deadline.Token);
        }
    }
}
