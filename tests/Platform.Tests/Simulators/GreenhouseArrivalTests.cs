using ClearView.Simulators.Greenhouse;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseArrivalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_its_arrival_nothing_of_a_candidate_can_be_seen()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.Pace = TimeSpan.FromDays(1));
        await UntilAsync(rig, arrived => arrived == 1, () => { });

        Assert.Equal([101], await rig.IdsAsync("v3/candidates"));
        Assert.Equal([701], await rig.IdsAsync("v3/applications"));
        Assert.Equal([101], await rig.IdsAsync("v3/attachments"));
        Assert.Equal(4, (await rig.IdsAsync("v3/jobs")).Count);
        using var note = await rig.PostNoteAsync(102);
        Assert.Equal(404, (int)note.StatusCode);
    }

    [Fact]
    public async Task A_candidate_is_dated_by_its_arrival_so_a_window_finds_it()
    {
        var clock = new FakeTimeProvider(Start);
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Clock, options.Pace) = (clock, TimeSpan.FromSeconds(10)));
        await UntilAsync(rig, arrived => arrived >= 2, () => clock.Advance(TimeSpan.FromSeconds(10)));

        using var answer = await rig.GetAsync("v3/candidates?ids=102");
        var second = (await GreenhouseRig.JsonAsync(answer))[0];
        var updated = second.GetProperty("updated_at").GetString()!;

        Assert.Equal("2026-01-02T10:00:00.000Z", second.GetProperty("created_at").GetString());
        Assert.True(DateTimeOffset.Parse(updated) > Start);
        Assert.Equal([102], await rig.IdsAsync($"v3/candidates?ids=102&updated_at=gte|{updated}|lte|{updated}"));
        Assert.Equal([102], await rig.IdsAsync($"v3/attachments?candidate_ids=102&updated_at=gte|{updated}|lte|{updated}"));
    }

    [Fact]
    public async Task Arrive_all_brings_the_rest()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.Pace = TimeSpan.FromDays(1));

        using var answer = await rig.Client.PostAsync("_simulator/arrive-all", null, Ct);

        Assert.Equal(202, (int)answer.StatusCode);
        await UntilAsync(rig, arrived => arrived == 7, () => { });
        Assert.Equal(7, rig.Journal("arrival").Count);
    }

    [Fact]
    public async Task As_many_as_are_called_come_ahead_of_their_pace()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.Pace = TimeSpan.FromDays(1));

        using var answer = await rig.Client.PostAsync("_simulator/arrive?count=2", null, Ct);
        Assert.Equal(202, (int)answer.StatusCode);
        await UntilAsync(rig, arrived => arrived == 3, () => { }); // the first came by itself
        using var none = await rig.Client.PostAsync("_simulator/arrive?count=none", null, Ct);

        Assert.Equal(422, (int)none.StatusCode);
        Assert.Equal(3, rig.Journal("arrival").Count);
    }

    [Fact]
    public async Task The_status_counts_what_there_is()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Misbehave, options.FaultLimit) = ([Fault.EmptyPage], 1));
        using var note = await rig.PostNoteAsync(101);
        await rig.PagesAsync("v3/candidates");

        var status = await rig.StatusAsync();

        Assert.Equal((7, 7, 4, 1), (Number("candidates"), Number("arrived"), Number("jobs"), Number("notes")));
        Assert.Equal(4, Number("requests")); // token, note, empty page, its next
        Assert.Equal(1, status.GetProperty("faults").GetProperty("empty-page").GetInt32());
        int Number(string name) => status.GetProperty(name).GetInt32();
    }

    private static async Task UntilAsync(GreenhouseRig rig, Func<int, bool> reached, Action push)
    {
        while (!reached((await rig.StatusAsync()).GetProperty("arrived").GetInt32()))
            push();
    }
}
