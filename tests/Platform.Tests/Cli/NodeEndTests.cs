using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Platform.Tests.HrSystems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Platform.Tests.Cli;

public sealed class NodeEndTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_failed_is_the_reason_and_one_that_was_stopped_is_none()
    {
        using var fails = new Service(_ => throw new InvalidOperationException("Philippa Canary"));
        using var runs = new Service(ct => Task.Delay(Timeout.InfiniteTimeSpan, ct));
        await runs.StartAsync(Ct);
        await fails.StartAsync(Ct);
        await Task.WhenAny(fails.ExecuteTask!);
        await runs.StopAsync(Ct);

        Assert.Null(RunningNode.FailureAmong([runs]));
        Assert.Equal("'Service' failed (InvalidOperationException), and the process ended with it.", RunningNode.FailureAmong([runs, fails]));
    }

    [Fact]
    public async Task The_outbox_is_still_sent_while_functions_finish()
    {
        var folder = Directory.CreateTempSubdirectory("node-").FullName;
        await using (var node = await RunningNode.StartAsync(
            new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = new DataFolder(folder), Port = 0, Name = "tests" }, null, Ct))
        {
            // What starts first stops last.
            var order = node.Services.GetServices<IHostedService>().Select(s => s.GetType()).ToList();
            Assert.True(order.IndexOf(typeof(TransportStart)) < order.IndexOf(typeof(OutboxRelay)));
            Assert.True(order.IndexOf(typeof(OutboxRelay)) < order.IndexOf(typeof(FunctionHost)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_transport_that_is_beyond_help_ends_the_process_with_its_reason()
    {
        using var host = Host.CreateEmptyApplicationBuilder(null).Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var help = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var transport = new FaultyTransport(new InMemoryTransport(TimeProvider.System)) { BeyondHelp = help.Task };
        var file = Path.Combine(Path.GetTempPath(), $"node-{Guid.NewGuid():N}.db");
        using var store = new SqliteStore(file);
        await StoreServices.PrepareAsync(store, Ct);
        using var start = new TransportStart(
            transport, new Topology([]), new BoundFunctions([]), new BindingNotes(store, TimeProvider.System), lifetime, TimeProvider.System, NullLogger<TransportStart>.Instance);
        await start.StartAsync(Ct);
        Assert.False(lifetime.ApplicationStopping.IsCancellationRequested);

        help.SetResult("Nothing comes any more.");
        await UntilAsync(() => lifetime.ApplicationStopping.IsCancellationRequested);

        Assert.Equal("Nothing comes any more.", start.GaveUp);
        store.Dispose();
        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
            File.Delete(left);
    }

    [Fact]
    public async Task A_folder_that_another_process_holds_is_told_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("node-").FullName;
        await using (await RunningNode.StartAsync(
            new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = new DataFolder(folder), Port = 0, Name = "tests" }, null, Ct))
        {
            var second = await Command.ClearViewAsync("up", "--data", folder, "--port", "0");

            Assert.Equal((1, ""), (second.ExitCode, second.Output));
            Assert.StartsWith("clearview: ", Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_brake_file_that_cannot_be_read_changes_no_brake_and_ends_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("brakes-").FullName;
        var log = new RememberingLog();
        var brakes = new FunctionBrakes();
        using var logs = new LoggerFactory([log]);
        using var file = new BrakeFile(folder, brakes, TimeProvider.System, logs.CreateLogger<BrakeFile>());
        BrakeFile.Set(folder, "save-job", TimeSpan.FromSeconds(3));
        await file.StartAsync(Ct);
        await UntilAsync(() => brakes.Of("save-job") == TimeSpan.FromSeconds(3));

        await using (await ForUsAloneAsync(Path.Combine(folder, "brakes")))
            await UntilAsync(() => log.Lines.Any(l => l.Contains("cannot be read", StringComparison.Ordinal)));
        var meanwhile = brakes.Of("save-job");
        BrakeFile.Set(folder, "save-job", TimeSpan.Zero);
        await UntilAsync(() => brakes.Of("save-job") == TimeSpan.Zero);
        await file.StopAsync(Ct);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(TimeSpan.FromSeconds(3), meanwhile);
    }

    // Whoever looks at it has it open now and then.
    private static async Task<FileStream> ForUsAloneAsync(string file)
    {
        FileStream? open = null;
        await UntilAsync(() =>
        {
            try
            {
                open = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        });
        return open!;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (!holds())
            await Task.Delay(5, deadline.Token);
    }

    private sealed class Service(Func<CancellationToken, Task> run) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => run(stoppingToken);
    }
}
