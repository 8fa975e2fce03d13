using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_gives_the_file_byte_for_byte_without_a_token()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(await LinkAsync(rig), Ct);

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(rig.Folder, "resumes", "1.txt"), Ct), await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("cv 1.txt", answer.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task A_link_dies_after_seven_days()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        await using var rig = await GreenhouseRig.StartAsync(options => options.Clock = clock);
        using var client = new HttpClient();
        var link = await LinkAsync(rig);

        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        using var alive = await client.GetAsync(link, Ct);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var dead = await client.GetAsync(link, Ct);

        Assert.Equal((200, 403), ((int)alive.StatusCode, (int)dead.StatusCode));
        Assert.Contains("Request has expired", await dead.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_outlives_a_restart()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        var link = new Uri(await LinkAsync(rig));

        await rig.RestartAsync();
        using var client = new HttpClient { BaseAddress = rig.Simulator.Address };
        using var answer = await client.GetAsync(link.PathAndQuery, Ct);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_link_changed_by_hand_opens_nothing()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var client = new HttpClient { BaseAddress = rig.Simulator.Address };
        var link = await LinkAsync(rig);

        string[] changed = [link.Replace("/101?", "/102?", StringComparison.Ordinal), link.Replace("expires=", "expires=9", StringComparison.Ordinal), link[..^1], "files/101", "files/..%2Fjobs.json"];
        foreach (var url in changed)
        {
            using var answer = await client.GetAsync(url, Ct);
            Assert.Equal(403, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_bearer_token_sent_to_a_signed_link_is_refused()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.GetAsync(await LinkAsync(rig));

        Assert.Equal(400, (int)answer.StatusCode);
    }

    private static async Task<string> LinkAsync(GreenhouseRig rig)
    {
        using var answer = await rig.GetAsync("v3/attachments?candidate_ids=101");
        return (await GreenhouseRig.JsonAsync(answer))[0].GetProperty("url").GetString()!;
    }
}
