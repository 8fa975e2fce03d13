using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseJournalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notes_and_arrivals_survive_a_restart()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.Pace = TimeSpan.FromDays(1));
        using var note = await rig.PostNoteAsync(101, "kept");
        var before = await rig.GetAsync("v3/candidates");

        await rig.RestartAsync();
        using var second = await rig.PostNoteAsync(101, "new");

        Assert.Equal([500002, 500001], await rig.IdsAsync("v3/notes"));
        Assert.Equal(
            (await GreenhouseRig.JsonAsync(before))[0].GetRawText(),
            (await GreenhouseRig.JsonAsync(await rig.GetAsync("v3/candidates?ids=101")))[0].GetRawText());
    }

    [Fact]
    public async Task A_last_line_that_was_cut_short_is_dropped()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var note = await rig.PostNoteAsync(101);

        await rig.RestartAsync(options => File.AppendAllText(options.JournalPath, """{"kind":"note","at":"2026-"""));

        Assert.Equal([500001], await rig.IdsAsync("v3/notes"));
        Assert.Equal(2, rig.Journal("start").Count);
    }

    [Fact]
    public async Task A_line_that_is_no_journal_line_is_named()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        var other = Path.Combine(rig.Folder, "other.jsonl");
        await File.WriteAllTextAsync(other, "{\"kind\":\"start\",\"at\":\"2026-11-01T00:00:00Z\"}\nhello\n", Ct);

        var error = await Assert.ThrowsAsync<SimulatorStartException>(() => rig.RestartAsync(options => options.JournalPath = other));

        Assert.Contains($"Line 2 of the journal {other}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_simulators_do_not_share_a_journal()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        var error = await Assert.ThrowsAsync<SimulatorStartException>(() => GreenhouseSimulator.StartAsync(rig.Options, Ct));

        Assert.Contains("Is another simulator writing it?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_request_is_recorded_and_no_secret_is()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var list = await rig.GetAsync("v3/attachments?candidate_ids=101");
        var link = (await GreenhouseRig.JsonAsync(list))[0].GetProperty("url").GetString()!;
        using var client = new HttpClient();
        using var file = await client.GetAsync(link, Ct);
        using var missing = await rig.GetAsync("v3/nothing");
        var token = rig.Client.DefaultRequestHeaders.Authorization!.Parameter!;

        await rig.RestartAsync();

        Assert.Equal(
            ["POST /token 200", "GET /v3/attachments 200", "GET /files/101 200", "GET /v3/nothing 404", "POST /token 200"],
            rig.Journal("request").Select(line => $"{line.GetProperty("method")} {line.GetProperty("path")} {line.GetProperty("status")}"));
        var text = await ReadAsync(rig.Options.JournalPath);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(GreenhouseRig.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split("signature=")[1], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_journal_stops_recording_requests_but_never_notes()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.JournalLimit = 0);
        for (var n = 0; n < 3; n++)
            await rig.IdsAsync("v3/jobs");
        using var note = await rig.PostNoteAsync(101);

        await rig.RestartAsync();

        Assert.Empty(rig.Journal("request"));
        Assert.Single(rig.Journal("note"));
        Assert.NotEmpty(rig.Journal("full"));
    }

    private static async Task<string> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Ct);
    }
}
