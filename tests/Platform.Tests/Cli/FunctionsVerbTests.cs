using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Cli;

/// <summary>What 'functions' prints, asks for and leaves alone.</summary>
public sealed class FunctionsVerbTests : ScratchInstallation
{
    [Fact]
    public async Task List_shows_every_function_before_anything_was_begun()
    {
        var list = await Command.ClearViewAsync("functions", "list", "--json", "--data", Data.Path);

        Assert.Equal((0, ""), (list.ExitCode, list.Errors));
        var functions = JsonDocument.Parse(list.Output).RootElement.GetProperty("functions").EnumerateArray().ToList();
        Assert.Equal(RoleCatalog.All.Select(f => f.Function.Name), functions.Select(f => f.GetProperty("name").GetString()));
        Assert.All(functions, f => Assert.Equal(JsonValueKind.Null, f.GetProperty("catchUp").ValueKind));
        Assert.False(Directory.Exists(Data.Path)); // to ask makes nothing
    }

    [Fact]
    public async Task A_replay_is_asked_for_taken_up_by_who_runs_the_function_and_repeats_nothing()
    {
        await using var node = await NodeAsync();
        await PublishAsync(node, 5);
        await UntilAsync(() => CountAsync("inbox WHERE function = 'save-skills' AND state = 1"), 5);

        var replay = await Command.ClearViewAsync("functions", "replay", "save-skills", "--wait", "--json", "--data", Data.Path);
        var list = await Command.ClearViewAsync("functions", "list", "--json", "--data", Data.Path);
        var text = await Command.ClearViewAsync("functions", "list", "--data", Data.Path);

        Assert.Equal((0, ""), (replay.ExitCode, replay.Errors));
        var caughtUp = JsonDocument.Parse(replay.Output).RootElement.GetProperty("catchUp");
        Assert.Equal((5, 0), (caughtUp.GetProperty("read").GetInt32(), caughtUp.GetProperty("kept").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, caughtUp.GetProperty("doneAt").ValueKind);
        var line = JsonDocument.Parse(list.Output).RootElement.GetProperty("functions").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "save-skills");
        Assert.Equal(caughtUp.ToString(), line.GetProperty("catchUp").ToString());
        Assert.Contains("has caught up with history on ", text.Output, StringComparison.Ordinal);
        Assert.Equal(5, await CountAsync("inbox WHERE function = 'save-skills'"));
    }

    [Fact]
    public async Task A_shadow_shows_differences_and_leaves_the_store_as_it_was()
    {
        await using (var node = await NodeAsync())
        {
            await PublishAsync(node, 3);
            await UntilAsync(() => CountAsync("inbox WHERE function = 'request-scores' AND state = 1"), 3);
            await UntilAsync(() => CountAsync("outbox"), 0);
        }

        var asItWas = await ShadowAsync();
        await ExecuteAsync("UPDATE skills SET version = 0, content = 'other' WHERE candidate = (SELECT MIN(candidate) FROM skills)");
        var before = await DumpAsync();
        var changed = await ShadowAsync();
        var after = await DumpAsync();

        Assert.Equal((0, ""), (asItWas.ExitCode, asItWas.Errors));
        var same = JsonDocument.Parse(asItWas.Output).RootElement;
        Assert.Equal((3, 3, true), (same.GetProperty("handled").GetInt32(), same.GetProperty("messages").GetProperty("same").GetInt32(), same.GetProperty("same").GetBoolean()));
        Assert.Equal(3, changed.ExitCode);
        var different = JsonDocument.Parse(changed.Output).RootElement;
        var row = Assert.Single(different.GetProperty("rows").EnumerateArray(), r => r.GetProperty("kind").GetString() == "update");
        Assert.Equal(("skills", 1), (row.GetProperty("table").GetString(), row.GetProperty("count").GetInt32()));
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_refused_with_a_reason()
    {
        await using (await NodeAsync())
        {
        }

        var unknown = await Command.ClearViewAsync("functions", "replay", "no-such", "--data", Data.Path);
        var pure = await Command.ClearViewAsync("functions", "replay", "extract-skills", "--data", Data.Path);
        var since = await Command.ClearViewAsync("functions", "replay", "save-skills", "--since", "soon", "--data", Data.Path);
        var empty = await Command.ClearViewAsync("functions", "replay", "save-skills", "--data", Path.Combine(Root, "nothing"));
        var embedded = await Command.ClearViewAsync("functions", "run", "--assembly", typeof(ContractCatalog).Assembly.Location, "--data", Data.Path, "--broker", "embedded");

        Assert.All(new[] { unknown, pure, since, empty, embedded }, refused => Assert.Equal((2, ""), (refused.ExitCode, refused.Output)));
        Assert.Contains("'no-such' is no function", unknown.Errors, StringComparison.Ordinal);
        Assert.Contains("pure stage", pure.Errors, StringComparison.Ordinal);
        Assert.Contains("36h or 7d", since.Errors, StringComparison.Ordinal);
        Assert.Contains("holds no store", empty.Errors, StringComparison.Ordinal);
        Assert.Contains("lists no functions", embedded.Errors, StringComparison.Ordinal);
    }

    private Task<Command> ShadowAsync() =>
        Command.ClearViewAsync("functions", "replay", "save-skills", "--shadow", "--json", "--broker", "embedded", "--data", Data.Path, "--rate", "1000");

    private static async Task PublishAsync(RunningNode node, int count)
    {
        var (writer, transport) = (node.Services.GetRequiredService<MessageWriter>(), node.Services.GetRequiredService<ITransport>());
        for (var i = 0; i < count; i++)
            await transport.PublishAsync(SkillMessages.Write(writer, i), Ct);
    }

    private static async Task UntilAsync(Func<Task<long>> count, long wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (await count() != wanted)
            await Task.Delay(50, deadline.Token);
    }

    private Task<long> CountAsync(string what) => UseAsync($"SELECT COUNT(*) FROM {what}", command => (long)command.ExecuteScalar()!);

    private Task<bool> ExecuteAsync(string sql) => UseAsync(sql, command =>
    {
        Assert.Equal(1, command.ExecuteNonQuery());
        return true;
    });

    private async Task<T> UseAsync<T>(string sql, Func<SqliteCommand, T> use)
    {
        await using var connection = new SqliteConnection($"Data Source={Data.Store}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return use(command);
    }

    /// <summary>Every row of every table.</summary>
    private async Task<List<string>> DumpAsync()
    {
        var tables = await UseAsync("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", command => Lines(command));
        var dump = new List<string>();
        foreach (var table in tables)
            dump.AddRange((await UseAsync($"SELECT * FROM \"{table}\"", command => Lines(command))).Select(line => $"{table}: {line}"));
        return dump;

        static List<string> Lines(SqliteCommand command)
        {
            var lines = new List<string>();
            using var row = command.ExecuteReader();
            while (row.Read())
                lines.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{row.GetValue(i)}")));
            return lines;
        }
    }
}
