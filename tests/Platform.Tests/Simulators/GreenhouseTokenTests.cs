using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseTokenTests
{
    [Fact]
    public async Task A_token_opens_the_api_until_it_expires()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Clock, options.TokenLifetime) = (clock, TimeSpan.FromMinutes(10)));

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        using var before = await rig.GetAsync("v3/jobs");
        clock.Advance(TimeSpan.FromTicks(1));
        using var after = await rig.GetAsync("v3/jobs");

        Assert.Equal(200, (int)before.StatusCode);
        Assert.Equal(401, (int)after.StatusCode);
    }

    [Fact]
    public async Task The_token_answer_has_the_three_fields_of_OAuth()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.TokenAsync();
        var token = await GreenhouseRig.JsonAsync(answer);

        Assert.Equal(64, token.GetProperty("access_token").GetString()!.Length);
        Assert.Equal(3600, token.GetProperty("expires_in").GetInt32());
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
    }

    [Theory]
    [InlineData("dGVzdHM6d3Jvbmc=", "client_credentials", 401)] // tests:wrong
    [InlineData("not base64 at all", "client_credentials", 401)]
    [InlineData("", "client_credentials", 401)]
    [InlineData(null, "password", 400)]
    public async Task A_wrong_secret_or_grant_gets_no_token(string? basic, string grant, int status)
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.TokenAsync(basic, grant);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_api_answers_401_and_an_error()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        rig.Client.DefaultRequestHeaders.Authorization = new("Bearer", "made-up");

        using var answer = await rig.GetAsync("v3/candidates");

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains("token", await GreenhouseRig.ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rate_limit_counts_fixed_windows_of_thirty_seconds()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 0, 0, 12, TimeSpan.Zero));
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Clock, options.RateLimit) = (clock, 2));

        using var first = await rig.GetAsync("v3/jobs");
        using var second = await rig.GetAsync("v3/jobs");
        using var third = await rig.GetAsync("v3/jobs");
        clock.Advance(TimeSpan.FromSeconds(18));
        using var nextWindow = await rig.GetAsync("v3/jobs");

        Assert.Equal([200, 200, 429, 200], new[] { first, second, third, nextWindow }.Select(answer => (int)answer.StatusCode));
        Assert.Equal("2", first.Headers.GetValues("X-RateLimit-Limit").Single());
        Assert.Equal("0", second.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Equal("18", third.Headers.GetValues("Retry-After").Single());
        Assert.Equal(
            new DateTimeOffset(2026, 11, 1, 0, 0, 30, TimeSpan.Zero).ToUnixTimeSeconds().ToString(),
            third.Headers.GetValues("X-RateLimit-Reset").Single());
    }
}
