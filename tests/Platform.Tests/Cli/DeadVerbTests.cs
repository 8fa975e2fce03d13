using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Cli.Verbs;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Platform.Tests.Hiring;
using ClearView.Platform.Tests.HowTo;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Cli;

/// <summary>'dead' as an operator types it, on an installation that runs or does not.</summary>
public sealed class DeadVerbTests : IDisposable
{
    private const string Canary = "Quillfeather";
    private readonly string _root = Directory.CreateTempSubdirectory("dead-verb-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DataFolder Data => new(Path.Combine(_root, "data"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Letters_are_shown_by_cause_and_one_by_one_and_nothing_of_what_they_say()
    {
        await BuryAsync("save-job", Good("1"), Good("2"), Good("3"));
        await BuryAsync("parse-job", Good("4"));

        var list = await DeadAsync("list");
        var groups = JsonDocument.Parse((await DeadAsync("list", "--json")).Output).RootElement;
        var group = groups.GetProperty("groups")[0].GetProperty("group").GetString()!;
        var letters = await DeadAsync("list", "--group", group, "--limit", "2");
        var show = await DeadAsync("show", "1");
        var shown = JsonDocument.Parse((await DeadAsync("show", "1", "--json")).Output).RootElement;
        var none = await DeadAsync("show", "99");

        Assert.Equal((4, 3, "save-job", "no-good"), (
            groups.GetProperty("letters").GetInt32(), groups.GetProperty("groups")[0].GetProperty("letters").GetInt32(),
            groups.GetProperty("groups")[0].GetProperty("function").GetString(), groups.GetProperty("groups")[0].GetProperty("code").GetString()));
        Assert.Contains($"{group}  save-job", list.Output, StringComparison.Ordinal);
        Assert.Contains("It is no good.", list.Output, StringComparison.Ordinal);
        Assert.Contains("More: --after 2.", letters.Output, StringComparison.Ordinal);
        Assert.Contains("it opens (its text is never shown)", show.Output, StringComparison.Ordinal);
        Assert.Contains("attempts   6", show.Output, StringComparison.Ordinal);
        Assert.Equal(("yes", "job.published.v1", 0), (shown.GetProperty("opens").GetString(), shown.GetProperty("type").GetString(), shown.GetProperty("redrives").GetInt32()));
        Assert.Equal((1, ""), (none.ExitCode, none.Output));
        Assert.Contains("there is no dead letter 99", none.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, list.Output + letters.Output + show.Output + shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_stranger_wrote_obeys_no_terminal()
    {
        await BuryAsync("save-job\u001b[2J", Good("1"));

        var said = (await DeadAsync("list")).Output + (await DeadAsync("list", "--letters")).Output + (await DeadAsync("show", "1")).Output
            + (await DeadAsync("redrive", "--all", "--dry-run")).Output + (await DeadAsync("redrive", "--all")).Errors;

        Assert.Contains("save-job", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_changes_nothing()
    {
        await BuryAsync("save-job", Good("1"), Good("2"));
        await BuryAsync("parse-job", Good("3"));

        var plan = await DeadAsync("redrive", "--all", "--dry-run");
        var one = JsonDocument.Parse((await DeadAsync("redrive", "2", "--dry-run", "--json")).Output).RootElement.GetProperty("groups");

        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("at 'save-job' would be put back; first, alone, letter 1.", plan.Output, StringComparison.Ordinal);
        Assert.Contains("      2  default", plan.Output, StringComparison.Ordinal);
        Assert.Equal((1, 1, 2), (one.GetArrayLength(), one[0].GetProperty("letters").GetInt32(), one[0].GetProperty("canary").GetInt32()));
        Assert.Equal(3, await CountAsync("dead_letters"));
        Assert.Equal(0, await CountAsync("redrives"));
    }

    [Fact]
    public async Task A_redrive_that_was_killed_is_resumed_when_the_system_runs_and_nothing_is_lost_or_doubled()
    {
        await BuryAsync("save-job", Good("1"), Good("2"), Good("3"), Good("4"), Good("5"));
        using (var killed = Process.Start(new ProcessStartInfo(Command.ClearViewPath, ["dead", "redrive", "--all", "--wait", "600", "--data", Data.Path]))!)
        {
            while (await CountAsync("redriven") == 0)
                await Task.Delay(20, Ct);
            killed.Kill();
            await killed.WaitForExitAsync(Ct);
        }

        var left = await CountAsync("dead_letters");
        await using var node = await StartAsync();
        var resumed = await DeadAsync("redrive", "--resume", "1");
        var again = await DeadAsync("redrive", "--resume", "1", "--json");

        Assert.Equal(4, left);
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Errors));
        Assert.Contains("redrive 1: 5 put back, 5 handled. Finished.", resumed.Output, StringComparison.Ordinal);
        Assert.Equal("finished", JsonDocument.Parse(again.Output).RootElement.GetProperty("state").GetString());
        Assert.Equal((0L, 5L), (await CountAsync("dead_letters"), await CountAsync("jobs")));
        Assert.Equal(5, await CountAsync("inbox WHERE function = 'save-job' AND state = 1"));
    }

    [Fact]
    public async Task Letters_of_a_stage_without_a_store_come_back_by_way_of_the_outbox()
    {
        await BuryAsync("parse-job", Good("1"), Good("2"), Good("3"));
        await using var node = await StartAsync();

        var redrive = await DeadAsync("redrive", "--function", "parse-job");

        Assert.Equal((0, ""), (redrive.ExitCode, redrive.Errors));
        Assert.Contains("3 put back, 3 handled. Finished.", redrive.Output, StringComparison.Ordinal);
        Assert.Equal((0L, 3L), (await CountAsync("dead_letters"), await CountAsync("parsed_jobs")));
    }

    [Fact]
    public async Task Failures_that_return_end_it_with_three_and_what_stays_can_be_discarded_with_a_reason()
    {
        await BuryAsync("save-job", Bad("1"), Bad("2"), Bad("3"));
        Command stopped;
        await using (await StartAsync())
            stopped = await DeadAsync("redrive", "--all");
        var dry = await DeadAsync("discard", "--all", "--reason", "sent again");
        var before = await CountAsync("dead_letters WHERE discard IS NULL");
        var discarded = await DeadAsync("discard", "--all", "--reason", "sent again", "--by", "ann", "--yes");
        var nothing = await DeadAsync("discard", "--all", "--reason", "sent again", "--yes");
        var audit = await Command.ClearViewAsync("audit", "verify", "--data", Data.Path);

        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains("Stopped: the canary failed again", stopped.Output, StringComparison.Ordinal);
        Assert.Contains("3 dead letters would be discarded", dry.Output, StringComparison.Ordinal);
        Assert.Equal((3L, 0L, 3L), (before, await CountAsync("dead_letters WHERE discard IS NULL"), await CountAsync("dead_letters")));
        Assert.Equal("3 dead letters were discarded under 1. The account goes on counting what they stand for.\n", discarded.Output);
        Assert.Equal(1, nothing.ExitCode);
        Assert.Equal(0, audit.ExitCode);
        Assert.Equal(1, await CountAsync("audit WHERE type = 'dead-letters.discarded'"));
        Assert.Equal(1, await CountAsync("discards WHERE discarded_by = 'ann' AND reason = 'sent again' AND letters = 3"));
    }

    [Fact]
    public async Task While_nothing_runs_one_letter_waits_and_the_rest_stays_and_the_code_is_four()
    {
        await BuryAsync("save-job", Good("1"), Good("2"));

        var undecided = await DeadAsync("redrive", "--all", "--wait", "1");

        Assert.Equal((4, ""), (undecided.ExitCode, undecided.Errors));
        Assert.Contains("does the process run that has 'save-job'?", undecided.Output, StringComparison.Ordinal);
        Assert.Contains("go on: dead redrive --resume 1", undecided.Output, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (await CountAsync("dead_letters"), await CountAsync("inbox WHERE state = 0")));
    }

    [Fact]
    public async Task Whoever_comes_while_another_redrives_the_group_is_told_so()
    {
        await BuryAsync("save-job", Good("1"), Good("2"));
        var group = JsonDocument.Parse((await DeadAsync("list", "--json")).Output).RootElement.GetProperty("groups")[0].GetProperty("group").GetString();
        using var store = Data.OpenStore();
        await using var right = await store.TryTakeAsync($"redrive/save-job/{group}", Ct);

        var busy = await DeadAsync("redrive", "--all");

        Assert.Equal((5, ""), (busy.ExitCode, busy.Output));
        Assert.Contains("Another process redrives group", busy.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_page_says_to_type_is_understood()
    {
        var root = new RootCommand { DeadVerb.Command() };
        var typed = HowToPage.Read("redrive-dead-letters.md").Commands.SelectMany(c => c.Split('\n'))
            .Where(line => line.StartsWith("./clearview ", StringComparison.Ordinal)).Select(line => line.Split('#')[0]["./clearview ".Length..].Trim()).ToList();

        Assert.True(typed.Count > 5);
        Assert.All(typed, line => Assert.Empty(root.Parse(line).Errors));
    }

    private Task<Command> DeadAsync(string verb, params string[] options) => Command.ClearViewAsync(["dead", verb, "--data", Data.Path, .. options]);

    private Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = Data, Port = 0, Name = "all" }, null, Ct);

    private static JobPublished Good(string id) => new(People.Job(id), new Origin("greenhouse", id), $"A job for {Canary}", $"Wanted: {Canary}, who builds things in C#.");

    /// <summary>Of a type that the function does not take.</summary>
    private static StoryTold Bad(string id) => new StoryTold(People.Candidate(id), Canary, [], "1");

    private async Task BuryAsync(string function, params object[] messages)
    {
        if (!File.Exists(Data.Store))
        {
            LocalKeyRing.OpenOrCreate(Data.Make().Key, TimeProvider.System);
            using var store = Data.OpenStore();
            await RunningNode.PrepareAsync(store, Ct);
        }

        await using var services = StoreOnly.Open(Data, "tests");
        var writer = new MessageWriter(services.GetRequiredService<ContractRegistry>(), services.GetRequiredService<IKeyRing>(), TimeProvider.System);
        foreach (var message in messages)
        {
            var letter = writer.Write(message, MessageId.New(TimeProvider.System), TenantId.Default, "intake", "about", "about", 1);
            var cause = new FailureCause("no-good", "It is no good.", typeof(PermanentFailureException).FullName, null, 6, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, function, "1");
            await services.GetRequiredService<IOutbox>().SetAsideAsync(new OutboxEntry(-1, letter), cause, Ct);
        }
    }

    private async Task<long> CountAsync(string table)
    {
        using var store = Data.OpenStore();
        await using var connection = await store.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
