using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Cli;

/// <summary>'account' beside an installation that runs on the embedded broker, and on the same one when it is stopped.</summary>
public sealed class AccountVerbTests : ScratchInstallation
{
    private const int Published = 5;

    [Fact]
    public async Task A_message_without_a_row_is_named_whether_the_system_runs_or_not_and_a_replay_brings_it_back()
    {
        Command whole, running, unknown, replay, after;
        string lost;
        await using (var node = await NodeAsync())
        {
            await PublishAsync(node);
            whole = await AccountAsync("--json");
            lost = await LoseOneAsync();
            running = await AccountAsync("--json", "--settle", "1");
            unknown = await AccountAsync("--function", "nonsense");
        }

        var stopped = await AccountAsync("--json", "--settle", "0");
        var text = await AccountAsync("--settle", "0", "--function", "save-skills");
        await using (await NodeAsync())
        {
            replay = await Command.ClearViewAsync("functions", "replay", "save-skills", "--wait", "--data", Data.Path);
            await UntilAsync("SELECT COUNT(*) FROM inbox WHERE function = 'save-skills' AND state = 1", Published);
            after = await AccountAsync("--json");
        }

        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        var before = Json(whole);
        Assert.True(before.GetProperty("whole").GetBoolean());
        Assert.Equal((Published, Published), (Function(before, "save-skills").GetProperty("published").GetInt32(), State(Function(before, "save-skills"), "done")));
        Assert.Equal(Published, State(Function(before, "record-audit-trail"), "done"));
        Assert.All([running, stopped], account =>
        {
            Assert.Equal((1, ""), (account.ExitCode, account.Errors));
            var json = Json(account);
            var gap = Assert.Single(json.GetProperty("gaps").EnumerateArray());
            Assert.Equal((1, lost, "save-skills", "skills.extracted.v1", true), (
                json.GetProperty("unaccounted").GetInt32(), gap.GetProperty("id").GetString(), gap.GetProperty("function").GetString(), gap.GetProperty("type").GetString(),
                gap.GetProperty("certain").GetBoolean()));
            Assert.StartsWith("functions replay save-skills --since ", gap.GetProperty("do").GetString(), StringComparison.Ordinal);
            Assert.Equal((Published - 1, 1), (State(Function(json, "save-skills"), "done"), State(Function(json, "save-skills"), "lost")));
        });
        Assert.Equal(1, text.ExitCode);
        Assert.Contains("1 are unaccounted for:", text.Output, StringComparison.Ordinal);
        Assert.Contains($"{lost} skills.extracted.v1 at save-skills", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("record-audit-trail", text.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (unknown.ExitCode, unknown.Output));
        Assert.Contains("'nonsense' is no function", unknown.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (replay.ExitCode, replay.Errors));
        Assert.Equal((0, ""), (after.ExitCode, after.Errors));
        Assert.Equal(Published, State(Function(Json(after), "save-skills"), "done"));
    }

    [Fact]
    public async Task It_changes_nothing_of_a_system_that_is_stopped_and_needs_one()
    {
        await using (var node = await NodeAsync())
            await PublishAsync(node);

        var first = await AccountAsync("--json");
        var second = await AccountAsync("--json");
        File.Delete(Data.Broker);
        var none = await AccountAsync("--json");

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(Function(Json(first), "save-skills").ToString(), Function(Json(second), "save-skills").ToString());
        Assert.Equal((2, ""), (none.ExitCode, none.Output));
        Assert.Contains("holds no embedded broker", none.Errors, StringComparison.Ordinal);
    }

    private Task<Command> AccountAsync(params string[] options) => Command.ClearViewAsync(["account", "--broker", "embedded", "--data", Data.Path, .. options]);

    private async Task PublishAsync(RunningNode node)
    {
        var (writer, transport) = (node.Services.GetRequiredService<MessageWriter>(), node.Services.GetRequiredService<ITransport>());
        for (var i = 0; i < Published; i++)
            await transport.PublishAsync(SkillMessages.Write(writer, i), Ct);
        await UntilAsync("SELECT COUNT(*) FROM inbox WHERE function IN ('save-skills', 'record-audit-trail', 'request-scores') AND state = 1", 3 * Published);
        await UntilAsync("SELECT COUNT(*) FROM outbox", 0);
    }

    private async Task<string> LoseOneAsync()
    {
        var lost = MessageId.Derive("skills", "3").ToString();
        await UseAsync($"DELETE FROM inbox WHERE function = 'save-skills' AND message_id = '{lost}'", command => command.ExecuteNonQuery());
        return lost;
    }

    private async Task UntilAsync(string sql, long wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (await UseAsync(sql, command => (long)command.ExecuteScalar()!) != wanted)
            await Task.Delay(50, deadline.Token);
    }

    private async Task<T> UseAsync<T>(string sql, Func<SqliteCommand, T> use)
    {
        await using var connection = new SqliteConnection($"Data Source={Data.Store}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return use(command);
    }

    internal static JsonElement Json(Command command) => JsonDocument.Parse(command.Output).RootElement;

    internal static JsonElement Function(JsonElement account, string name) =>
        account.GetProperty("functions").EnumerateArray().Single(f => f.GetProperty("function").GetString() == name);

    internal static int State(JsonElement function, string state) => function.GetProperty("states").GetProperty(state).GetInt32();
}
