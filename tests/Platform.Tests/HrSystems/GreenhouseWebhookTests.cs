using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClearView.HrSystems.Greenhouse;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class GreenhouseWebhookTests
{
    // As the vendor sends it: angle brackets and everything beyond ASCII are escaped.
    private const string Body = "{\"action\":\"new_candidate_application\",\"payload\":{\"application\":{\"candidate\":{\"id\":2,\"note\":\"\\u003cp\\u003eZo\\u00eb\\u003c/p\\u003e\"}}}}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_webhook_is_answered_200_and_wakes_the_poller()
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, Sign(Body)));
        Assert.Equal(1, x.Host.Woken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("sha256 ")]
    [InlineData("sha256 00")]
    [InlineData("sha256 zz")]
    [InlineData("sha1 0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256 0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_wrong_signature_is_refused_as_a_problem(string signature)
    {
        await using var x = await Setup.StartAsync();
        using var answer = await x.PostAsync(Body, signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, x.Host.Woken);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{\"action\":\"\\ud800\"}")]
    public async Task A_signed_body_that_cannot_be_read_is_refused_as_a_problem(string body)
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await x.SendAsync(body, Sign(body)));
        Assert.Equal(0, x.Host.Woken);
    }

    [Fact]
    public async Task The_signature_is_of_the_bytes_as_they_came()
    {
        await using var x = await Setup.StartAsync();
        var rewritten = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(Body), JsonSerializerOptions.Web).Replace("\\u003c", "<", StringComparison.OrdinalIgnoreCase);

        Assert.NotEqual(Body, rewritten);
        Assert.Equal(HttpStatusCode.Unauthorized, await x.SendAsync(rewritten, Sign(Body)));
    }

    [Fact]
    public async Task Capital_hex_digits_are_the_same_signature()
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, "sha256 " + Sign(Body)["sha256 ".Length..].ToUpperInvariant()));
    }

    [Fact]
    public async Task The_key_before_the_last_change_still_counts_when_it_is_configured()
    {
        await using var x = await Setup.StartAsync(o => o.PreviousWebhookSecret = "the old one");

        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, Sign(Body, "the old one")));
        Assert.Equal(HttpStatusCode.Unauthorized, await x.SendAsync(Body, Sign(Body, "one before that")));
    }

    [Fact]
    public async Task The_same_event_twice_is_taken_once()
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, Sign(Body), "event-1"));
        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, Sign(Body), "event-1"));
        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(Body, Sign(Body), "event-2"));

        Assert.Equal(2, x.Host.Woken);
    }

    [Theory]
    [InlineData("{\"action\":\"ping\",\"payload\":{\"web_hook_id\":1}}")]
    [InlineData("{\"action\":\"new_candidate_application\"}")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public async Task A_ping_and_a_body_that_names_nobody_are_answered_200(string body)
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await x.SendAsync(body, Sign(body)));
    }

    [Fact]
    public async Task What_is_signed_and_is_not_JSON_is_refused()
    {
        await using var x = await Setup.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await x.SendAsync("not JSON", Sign("not JSON")));
    }

    [Fact]
    public async Task A_body_beyond_1_MB_is_refused()
    {
        await using var x = await Setup.StartAsync();
        var body = new string(' ', 1024 * 1024) + "{}";

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await x.SendAsync(body, Sign(body)));
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_endpoint()
    {
        await using var x = await Setup.StartAsync(o => o.WebhookSecret = null);

        Assert.Equal(HttpStatusCode.NotFound, await x.SendAsync(Body, Sign(Body)));
    }

    [Fact]
    public async Task A_candidate_that_a_webhook_names_is_read_even_when_no_list_shows_a_change()
    {
        await using var x = await Setup.StartAsync();
        await using var rig = await HrRig.StartAsync(new RememberingLog(), x.Fixture.System);
        await rig.PollToTheEndAsync(x.Fixture.System);
        var before = x.Fixture.Spoil.Requests.Count;

        await x.SendAsync(Body, Sign(Body));
        await rig.PollAsync(x.Fixture.System);

        Assert.Contains("GET /v3/candidates?ids=2&per_page=500", x.Fixture.Spoil.Requests.Skip(before));
    }

    [Fact]
    public async Task A_candidate_that_a_webhook_names_too_early_is_looked_for_again()
    {
        await using var x = await Setup.StartAsync();
        await using var rig = await HrRig.StartAsync(new RememberingLog(), x.Fixture.System);
        await rig.PollToTheEndAsync(x.Fixture.System);
        var early = Body.Replace("\"id\":2", "\"id\":77", StringComparison.Ordinal);

        await x.SendAsync(early, Sign(early));
        var first = await rig.PollAsync(x.Fixture.System);

        Assert.True(first.HasMore);
        Assert.Contains("\"77\"", await rig.CheckpointAsync("greenhouse"), StringComparison.Ordinal); // a restart does not forget it
    }

    [Theory]
    [InlineData("{\"action\":\"candidate_stage_change\",\"payload\":{\"application\":{\"candidate_id\":5}}}", 5)]
    [InlineData("{\"action\":\"update_candidate\",\"payload\":{\"candidate\":{\"id\":6}}}", 6)]
    [InlineData("{\"action\":\"merge_candidate\",\"payload\":{\"person\":{\"id\":7,\"new_candidate_id\":8}}}", 8)]
    [InlineData("{\"action\":\"delete_candidate\",\"payload\":{\"person\":{\"id\":7}}}", null)]
    [InlineData("{\"action\":\"job_created\",\"payload\":{\"job\":{\"id\":9}}}", null)]
    [InlineData("{\"action\":\"x\",\"payload\":{\"candidate\":{\"id\":\"7\"}}}", null)]
    [InlineData("{\"action\":\"x\",\"payload\":{\"candidate\":{\"id\":-7}}}", null)]
    public void The_candidate_is_found_wherever_the_action_puts_it(string body, int? candidate)
    {
        using var json = JsonDocument.Parse(body);

        Assert.Equal(candidate, (int?)GreenhouseWebhook.CandidateIn(json.RootElement));
    }

    private static string Sign(string body, string secret = GreenhouseFixture.Secret) =>
        "sha256 " + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private sealed record Setup(GreenhouseFixture Fixture, HrHost Host) : IAsyncDisposable
    {
        public static async Task<Setup> StartAsync(Action<GreenhouseOptions>? set = null)
        {
            var fixture = await GreenhouseFixture.StartAsync(connect: set);
            return new Setup(fixture, await HrHost.StartAsync(fixture.System));
        }

        public async Task<HttpResponseMessage> PostAsync(string body, string signature, string? eventId = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/greenhouse") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Signature", signature);
            if (eventId is not null)
                request.Headers.Add("Greenhouse-Event-ID", eventId);
            return await Host.Client.SendAsync(request, Ct);
        }

        public async Task<HttpStatusCode> SendAsync(string body, string signature, string? eventId = null)
        {
            using var answer = await PostAsync(body, signature, eventId);
            return answer.StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Fixture.DisposeAsync();
        }
    }
}
