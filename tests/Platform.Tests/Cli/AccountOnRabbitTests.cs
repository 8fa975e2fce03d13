using ClearView.Cli.PrivateRabbit;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Platform.Tests.Hiring;
using ClearView.Platform.Tests.Installation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Platform.Tests.Cli;

/// <summary>'account' on a real RabbitMQ: what queues, hands, ladder and parking hold, and what was dropped on purpose.</summary>
[Trait("Category", "Slow")]
public sealed class AccountOnRabbitTests : ScratchInstallation
{
    [Fact]
    public async Task What_was_dropped_is_named_and_what_the_broker_holds_anywhere_is_not()
    {
        Installed.NeedsRabbit();
        await using var broker = await PrivateBroker.StartNewAsync(Path.Combine(Root, "rabbitmq"), Ct);
        OutgoingMessage[] messages;
        OutgoingMessage job;
        await using (var node = await NodeAsync(broker.Address))
        {
            var writer = node.Services.GetRequiredService<MessageWriter>();
            messages = [.. Enumerable.Range(0, 4).Select(i => SkillMessages.Write(writer, i))];
            job = writer.Write(new JobPublished(People.Job("1"), new Origin("greenhouse", "1"), "Smith", "Wanted: a smith."), MessageId.Derive("job"), TenantId.Default, "intake");
            await node.Services.GetRequiredService<ITransport>().PublishAsync(messages[0], Ct);
            await UntilAsync("SELECT COUNT(*) FROM inbox WHERE function IN ('save-skills', 'record-audit-trail', 'request-scores') AND state = 1", 3);
            await UntilAsync("SELECT COUNT(*) FROM outbox", 0);
        }

        await using var transport = new RabbitMqTransport(
            new RabbitMqOptions { Address = broker.Address, ConnectionName = "tests", TopologyWatch = TimeSpan.Zero }, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        await transport.StartAsync(new Topology([]), Ct);
        foreach (var message in messages[1..])
            await transport.PublishAsync(message, Ct);
        await transport.PublishAsync(messages[0] with { Envelope = messages[0].Envelope with { Id = MessageId.Derive("odd"), Type = "nobody.takes.v1" } }, Ct);
        await transport.PublishAsync(job, Ct);
        // At one function one is dropped, one in a hand, one in the queue; at a stage without a store one waits for its next attempt.
        await using var skills = await transport.ConsumeAsync("clearview.save-skills", 1, Ct);
        await (await NextAsync(skills)).AckAsync(Ct);
        _ = await NextAsync(skills);
        await using (var jobs = await transport.ConsumeAsync("clearview.parse-job", 1, Ct))
            await (await NextAsync(jobs)).RetryAsync(TimeSpan.FromMinutes(30), Cause(), Ct);

        var told = await AccountAsync(broker, "--settle", "12", "--management", $"{broker.ManagementAddress}");
        await skills.DisposeAsync();
        await transport.DisposeAsync();
        Command replay, after;
        await using (await NodeAsync(broker.Address))
        {
            replay = await Command.ClearViewAsync("functions", "replay", "save-skills", "--wait", "--data", Data.Path);
            await UntilAsync("SELECT COUNT(*) FROM inbox WHERE function = 'save-skills' AND state = 1", 4);
            after = await AccountAsync(broker, "--settle", "5");
        }

        Assert.Equal((1, ""), (told.ExitCode, told.Errors));
        var account = AccountVerbTests.Json(told);
        var (saved, audited) = (AccountVerbTests.Function(account, "save-skills"), AccountVerbTests.Function(account, "record-audit-trail"));
        Assert.Equal((4, 1, 2, 1), (
            saved.GetProperty("published").GetInt32(), AccountVerbTests.State(saved, "done"), AccountVerbTests.State(saved, "broker"), AccountVerbTests.State(saved, "lost")));
        Assert.Equal((1, 4), (AccountVerbTests.State(audited, "done"), AccountVerbTests.State(audited, "broker")));
        Assert.Equal(1, AccountVerbTests.State(AccountVerbTests.Function(account, "parse-job"), "delayed"));
        Assert.Equal(messages[1].Envelope.Id.ToString(), Assert.Single(account.GetProperty("gaps").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(1, account.GetProperty("parked").GetInt32());
        Assert.Equal((0, ""), (replay.ExitCode, replay.Errors));
        Assert.Equal((0, ""), (after.ExitCode, after.Errors));
        Assert.Equal(4, AccountVerbTests.State(AccountVerbTests.Function(AccountVerbTests.Json(after), "save-skills"), "done"));
    }

    private Task<Command> AccountAsync(PrivateBroker broker, params string[] options) =>
        Command.ClearViewAsync(["account", "--json", "--broker", broker.Address, "--data", Data.Path, .. options]);

    private static async Task<Delivery> NextAsync(IConsumer consumer) => await consumer.Deliveries.ReadAsync(Ct).AsTask().WaitAsync(Patience.Deadline, Ct);

    private static FailureCause Cause() => new("away", "It is away.", null, null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "parse-job", "1");

    private async Task UntilAsync(string sql, long wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        await using var connection = new SqliteConnection($"Data Source={Data.Store}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        while ((long)(await command.ExecuteScalarAsync(Ct))! != wanted)
            await Task.Delay(50, deadline.Token);
    }
}
