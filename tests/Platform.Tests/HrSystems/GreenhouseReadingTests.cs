using System.Net;
using System.Text;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.HrSystems.Greenhouse;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class GreenhouseReadingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Windows_have_two_sides_and_a_cursor_travels_alone()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(simulate: o => o.PageSizeCap = 2, candidates: 5);
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        var lists = fixture.Spoil.Requests.Where(r => r.StartsWith("GET /v3/", StringComparison.Ordinal)).ToList();
        Assert.Contains(lists, r => r.Contains("cursor=", StringComparison.Ordinal));
        Assert.All(lists.Where(r => r.Contains("cursor=", StringComparison.Ordinal)), r => Assert.DoesNotContain('&', r));
        Assert.All(lists.Where(r => r.Contains("updated_at=", StringComparison.Ordinal)), r => Assert.Matches(@"updated_at=gte(\||%7C)[^|&]+(\||%7C)lte(\||%7C)[^&]+", r));
    }

    [Fact]
    public async Task At_most_fifty_ids_are_asked_for_at_once()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(candidates: 120);
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        Assert.Equal(120, (await rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.All(fixture.Spoil.Requests, r => Assert.True(r.Count(c => c == ',') < 50, r));
    }

    [Fact]
    public async Task A_first_poll_that_dies_in_the_middle_goes_on_from_there()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(candidates: 120);
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        var downloads = 0;
        fixture.Spoil.Answer = request => request.RequestUri!.AbsolutePath.StartsWith("/files/", StringComparison.Ordinal) && ++downloads == 70
            ? throw new CrashException()
            : null;

        Assert.IsType<CrashException>(await rig.Polling.PollAsync(fixture.System, Ct));
        Assert.Equal(50, (await rig.MessagesAsync<ResumeReceived>()).Count);
        await rig.PollToTheEndAsync(fixture.System);

        Assert.Equal(120, (await rig.MessagesAsync<ResumeReceived>()).Select(r => r.Candidate).Distinct().Count());
        Assert.Equal(70 + 70, downloads); // the first fifty are not downloaded again
    }

    [Fact]
    public async Task The_day_and_the_version_are_the_sources()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        await rig.PollToTheEndAsync(fixture.System);

        var (envelope, message, _) = (await rig.MessagesAsync()).First(m => m.Message is ResumeReceived { Origin.SourceId: "1" });

        Assert.Equal(new DateOnly(2026, 10, 1), ((ResumeReceived)message).ReceivedOn);
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), envelope.SourceVersion);
        Assert.Equal("text/plain", ((ResumeReceived)message).Original.MediaType);
    }

    [Fact]
    public async Task Closed_jobs_prospects_and_rejected_candidates_are_left_alone()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new()
        {
            ["jobs"] = """[{"id":1,"name":"Open","status":"open"},{"id":2,"name":"Shut","status":"closed"}]""",
            ["candidates"] = """[{"id":1},{"id":2},{"id":3}]""",
            ["applications"] = """
                [{"id":1,"candidate_id":1,"job_id":1,"status":"active"},{"id":2,"candidate_id":2,"job_id":1,"status":"rejected"},
                 {"id":3,"candidate_id":3,"job_id":null,"prospect":true}]
                """,
            ["attachments"] = "[]",
        });
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        Assert.Equal("Open", Assert.Single(await rig.MessagesAsync<JobPublished>()).Title);
        Assert.Equal("1", Assert.Single(await rig.MessagesAsync<ApplicationReceived>()).CandidateSourceId);
    }

    [Fact]
    public async Task Of_several_resumes_the_newest_counts()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new()
        {
            ["candidates"] = """[{"id":1}]""",
            ["applications"] = """[{"id":1,"candidate_id":1,"job_id":1}]""",
            ["attachments"] = $$"""
                [{"id":5,"candidate_id":1,"type":"resume","created_at":"2026-02-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/new"},
                 {"id":6,"candidate_id":1,"type":"resume","created_at":"2026-01-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/old"},
                 {"id":7,"candidate_id":1,"type":"cover_letter","created_at":"2026-03-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/letter"}]
                """,
        }, "the file");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        Assert.Single(await rig.MessagesAsync<ResumeReceived>());
        Assert.Equal(["GET /files/new"], fixture.Spoil.Requests.Where(r => r.Contains("/files/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_the_newest_resume_is_deleted_the_older_one_counts_under_a_greater_version()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var old = $$"""{"id":6,"candidate_id":1,"type":"resume","created_at":"2026-01-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/old"}""";
        var rows = new Dictionary<string, string>
        {
            ["candidates"] = """[{"id":1,"updated_at":"2026-02-01T00:00:00Z"}]""",
            ["applications"] = """[{"id":1,"candidate_id":1,"job_id":1}]""",
            ["attachments"] = $$"""[{{old}},{"id":5,"candidate_id":1,"type":"resume","created_at":"2026-02-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/new"}]""",
        };
        fixture.Spoil.Answer = Rows(rows, "the file");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        await rig.PollToTheEndAsync(fixture.System);

        rows["candidates"] = """[{"id":1,"updated_at":"2026-02-02T00:00:00Z"}]""";
        rows["attachments"] = $"[{old}]";
        await rig.PollToTheEndAsync(fixture.System);
        await rig.PollToTheEndAsync(fixture.System);

        var versions = (await rig.MessagesAsync()).Where(m => m.Message is ResumeReceived).Select(m => m.Envelope.SourceVersion).ToList();
        Assert.Equal(2, versions.Count);
        Assert.True(versions[1] > versions[0], $"{versions[1]} does not follow {versions[0]}.");
    }

    [Fact]
    public async Task When_a_name_is_corrected_the_resume_is_announced_anew_and_a_touch_changes_nothing()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var rows = new Dictionary<string, string>
        {
            ["candidates"] = Person(1, "Perry", "one@example.org", "two@example.org"),
            ["applications"] = """[{"id":1,"candidate_id":1,"job_id":1}]""",
            ["attachments"] = $$"""[{"id":5,"candidate_id":1,"type":"resume","created_at":"2026-02-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/new"}]""",
        };
        fixture.Spoil.Answer = Rows(rows, "the file");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        await rig.PollToTheEndAsync(fixture.System);

        rows["candidates"] = Person(2, "Perry", "two@example.org", "one@example.org");
        await rig.PollToTheEndAsync(fixture.System);
        Assert.Single(await rig.MessagesAsync<ResumeReceived>());
        rows["candidates"] = Person(3, "Peregrine", "one@example.org", "two@example.org");
        await rig.PollToTheEndAsync(fixture.System);

        var told = (await rig.MessagesAsync()).Where(m => m.Message is ResumeReceived).ToList();
        Assert.Equal(2, told.Count);
        Assert.True(told[1].Envelope.SourceVersion > told[0].Envelope.SourceVersion);
        var identity = System.Text.Json.JsonSerializer.Deserialize(
            await rig.Vault.OpenAsync(TenantId.Default, told[1].Envelope.Subject!, ((ResumeReceived)told[1].Message).Identity!.Claim, Ct), ContractJson.Default.KnownIdentity)!;
        Assert.Equal("Peregrine", identity.FirstName);

        static string Person(int day, string name, params string[] emails) =>
            $$"""[{"id":1,"first_name":"{{name}}","updated_at":"2026-02-0{{day}}T00:00:00Z","email_addresses":[{{string.Join(',', emails.Select(e => $$"""{"value":"{{e}}"}"""))}}]}]""";
    }

    [Fact]
    public async Task When_a_posting_is_deleted_the_older_one_counts_under_a_greater_version_and_a_touch_changes_nothing()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var old = """{"id":9,"job_id":1,"title":"Old","content":"Old text","active":true,"updated_at":"2026-01-01T00:00:00Z"}""";
        var rows = new Dictionary<string, string>
        {
            ["jobs"] = """[{"id":1,"status":"open","updated_at":"2026-02-01T00:00:00Z"}]""",
            ["job_posts"] = $$"""[{"id":5,"job_id":1,"title":"New","content":"New text","active":true,"updated_at":"2026-02-01T00:00:00Z"},{{old}}]""",
        };
        fixture.Spoil.Answer = Rows(rows);
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        await rig.PollToTheEndAsync(fixture.System);

        rows["jobs"] = """[{"id":1,"status":"open","updated_at":"2026-02-02T00:00:00Z"}]""";
        rows["job_posts"] = $"[{old}]";
        await rig.PollToTheEndAsync(fixture.System);
        rows["jobs"] = """[{"id":1,"status":"open","updated_at":"2026-02-03T00:00:00Z"}]""";
        rows["job_posts"] = $"[{old.Replace("2026-01-01", "2026-02-03", StringComparison.Ordinal)}]";
        await rig.PollToTheEndAsync(fixture.System);

        var told = (await rig.MessagesAsync()).Where(m => m.Message is JobPublished).Select(m => (((JobPublished)m.Message).Title, m.Envelope.SourceVersion)).ToList();
        Assert.Equal(["New", "Old"], told.Select(t => t.Title));
        Assert.True(told[1].SourceVersion > told[0].SourceVersion, $"{told[1].SourceVersion} does not follow {told[0].SourceVersion}.");
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.5/secret")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://example.com/cv.pdf")]
    [InlineData("http://127.0.0.1:1/cv.pdf")]
    [InlineData("not a link")]
    public async Task A_link_to_any_other_host_is_not_followed(string link)
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new()
        {
            ["candidates"] = """[{"id":1}]""",
            ["applications"] = """[{"id":1,"candidate_id":1,"job_id":1}]""",
            ["attachments"] = $$"""[{"id":5,"candidate_id":1,"type":"resume","created_at":"2026-02-01T00:00:00Z","url":"{{link}}"}]""",
        });
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        var result = await rig.PollAsync(fixture.System);

        Assert.Contains("AttachmentHosts", Assert.Single(result.Troubles).Text, StringComparison.Ordinal);
        Assert.Empty(await rig.MessagesAsync<ResumeReceived>());
        Assert.All(fixture.Spoil.Requests, r => Assert.StartsWith(r.StartsWith("POST", StringComparison.Ordinal) ? "POST /token" : "GET /v3/", r));
        Assert.True(result.HasMore); // it is not forgotten: the setting may be what is wrong
    }

    [Theory]
    [InlineData("https://bucket.s3.amazonaws.com/cv.pdf", true)]
    [InlineData("https://evil-s3.amazonaws.com.example.com/cv.pdf", false)]
    [InlineData("http://bucket.s3.amazonaws.com/cv.pdf", false)]
    [InlineData("https://user@bucket.s3.amazonaws.com/cv.pdf", false)]
    [InlineData("https://localhost/cv.pdf", false)]
    [InlineData("https://harvest.greenhouse.io/cv.pdf", true)]
    public void For_the_vendor_links_lead_to_its_file_store_by_https(string link, bool allowed) =>
        Assert.Equal(allowed, new AttachmentFiles(null!, new GreenhouseOptions()).IsAllowed(new Uri(link)));

    [Fact]
    public async Task A_file_beyond_10_MB_is_cut_one_byte_past_it_so_that_the_AI_tool_refuses_it()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(candidates: 1);
        fixture.Spoil.Answer = request => request.RequestUri!.AbsolutePath.StartsWith("/files/", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[12 * 1024 * 1024]) }
            : null;
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        var received = Assert.Single(await rig.MessagesAsync<ResumeReceived>());
        Assert.Equal(12 * 1024 * 1024, received.Original.Length);
        Assert.Equal(Found.LargestResume + 1, (await rig.Vault.OpenAsync(TenantId.Default, received.Candidate.ToString(), received.Original.Claim, Ct)).Length);
    }

    [Fact]
    public async Task A_file_store_that_is_down_loses_no_resume_and_stops_no_other()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var isDown = true;
        fixture.Spoil.Answer = request => isDown && request.RequestUri!.AbsolutePath == "/files/2" ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null;
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        var first = await rig.PollAsync(fixture.System);
        Assert.Equal(2, (await rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.True(first.HasMore);
        isDown = false;
        await rig.PollToTheEndAsync(fixture.System);

        Assert.Equal(3, (await rig.MessagesAsync<ResumeReceived>()).Count);
    }

    [Theory]
    [InlineData("""{"errors":["nothing is wrong"]}""")]
    [InlineData("<html>")]
    [InlineData("null")]
    public async Task An_answer_that_is_no_list_is_a_failure_and_no_end(string body)
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new() { ["applications"] = body });
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        var failure = Assert.IsType<TransientFailureException>(await rig.Polling.PollAsync(fixture.System, Ct));

        Assert.Equal("greenhouse.not-a-list", failure.Code);
        Assert.Equal("greenhouse.not-a-list", rig.Statuses.All.Single().LastError);
        Assert.False(rig.Statuses.CaughtUp);
    }

    [Fact]
    public async Task A_list_that_leads_in_a_circle_ends_as_a_failure()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = request => request.RequestUri!.AbsolutePath == "/v3/jobs"
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("[]"), Headers = { { "Link", "<https://elsewhere.example/v3/jobs?cursor=a%2Cb>; rel=\"next\"" } } }
            : null;
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        Assert.Equal("greenhouse.cursor", Assert.IsType<TransientFailureException>(await rig.Polling.PollAsync(fixture.System, Ct)).Code);
        Assert.Contains("GET /v3/jobs?cursor=a%2Cb", fixture.Spoil.Requests); // as it was written, at our host
    }

    [Fact]
    public async Task A_circle_of_several_pages_ends_as_a_failure_too()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var page = 0;
        fixture.Spoil.Answer = request => request.RequestUri!.AbsolutePath == "/v3/jobs" ? Page($"page{page++ % 3}") : null;
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        Assert.Equal("greenhouse.cursor", Assert.IsType<TransientFailureException>(await rig.Polling.PollAsync(fixture.System, Ct)).Code);
        Assert.Equal(4, page);
    }

    [Fact]
    public async Task A_list_of_ids_that_never_ends_is_given_up()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        var page = 0;
        fixture.Spoil.Answer = request => request.RequestUri!.AbsolutePath == "/v3/notes" ? Page($"page{page++}") : null;

        var failure = await Assert.ThrowsAsync<TransientFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct));

        Assert.Equal("greenhouse.too-long", failure.Code);
        Assert.Equal(100, page);
    }

    [Fact]
    public async Task A_page_of_more_rows_than_a_list_of_ids_can_have_is_given_up()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new() { ["notes"] = "[" + string.Join(',', Enumerable.Repeat("{}", 50_001)) + "]" });

        var failure = await Assert.ThrowsAsync<TransientFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct));

        Assert.Equal("greenhouse.too-long", failure.Code);
    }

    [Fact]
    public async Task Of_a_person_two_hundred_addresses_are_kept()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = Rows(new()
        {
            ["candidates"] = $$"""[{"id":1,"email_addresses":[{{string.Join(',', Enumerable.Range(0, 230).Select(n => $$"""{"value":"{{n}}@example.org"}"""))}}]}]""",
            ["applications"] = """[{"id":1,"candidate_id":1,"job_id":1}]""",
            ["attachments"] = $$"""[{"id":5,"candidate_id":1,"type":"resume","created_at":"2026-02-01T00:00:00Z","url":"{{fixture.Options.BaseAddress}}files/new"}]""",
        }, "the file");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        await rig.PollToTheEndAsync(fixture.System);

        var received = Assert.Single(await rig.MessagesAsync<ResumeReceived>());
        var identity = System.Text.Json.JsonSerializer.Deserialize(
            await rig.Vault.OpenAsync(TenantId.Default, received.Candidate.ToString(), received.Identity!.Claim, Ct), ContractJson.Default.KnownIdentity)!;
        Assert.Equal(200, identity.Emails.Count);
    }

    [Theory]
    [InlineData(-10, -10)] // Greenhouse's clock is behind: what it will date then is not here yet
    [InlineData(10, 0)]
    [InlineData(61, 0)]
    [InlineData(-61, 0)]
    public async Task A_window_ends_by_the_earlier_clock_and_a_clock_that_is_far_off_does_not_count(int minutesAhead, int end)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        var spoil = new SpoilingHandler
        {
            Answer = r => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(r.RequestUri!.AbsolutePath == "/token" ? """{"access_token":"t","expires_in":3600}""" : "[]"),
                Headers = { Date = clock.GetUtcNow().AddMinutes(minutesAhead) },
            },
        };
        using var system = new GreenhouseSystem(
            new GreenhouseOptions { BaseAddress = "http://localhost/", ClientId = "i", ClientSecret = "s" }, new KeyedDigest(new OneKey()), NullLogger<GreenhouseSystem>.Instance, clock, spoil);

        await ReadAsync(system);

        var until = clock.GetUtcNow().AddMinutes(end).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(spoil.Requests, r => r.StartsWith("GET /v3/jobs?", StringComparison.Ordinal) && r.Contains(until, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("<https://x/v3/jobs?cursor=abc>; rel=\"prev\"", null)]
    [InlineData("<https://x/v3/jobs?cursor=a,b>; rel=\"prev\", <https://x/v3/jobs?cursor=c,d>; rel=\"next\"", "v3/jobs?cursor=c,d")]
    [InlineData("<https://x/v3/jobs?page=2&cursor=abc%3D%3D&per_page=9>; rel = \"next\"", "v3/jobs?cursor=abc%3D%3D")]
    public void Only_the_cursor_of_a_next_link_is_used(string? link, string? next) => Assert.Equal(next, GreenhouseLists.NextOf("jobs", link));

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        var clock = new FakeTimeProvider();
        var spoil = new SpoilingHandler
        {
            Answer = r => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(r.RequestUri!.AbsolutePath == "/token" ? """{"access_token":"t","expires_in":3600}""" : "[]"),
            },
        };
        using var system = new GreenhouseSystem(
            new GreenhouseOptions { BaseAddress = "http://localhost/", ClientId = "i", ClientSecret = "s" }, new KeyedDigest(new OneKey()), NullLogger<GreenhouseSystem>.Instance, clock, spoil);

        await ReadAsync(system);
        clock.Advance(TimeSpan.FromMinutes(59));
        await ReadAsync(system);
        Assert.Single(spoil.Requests, r => r == "POST /token");
        clock.Advance(TimeSpan.FromSeconds(31));
        await ReadAsync(system);

        Assert.Equal(2, spoil.Requests.Count(r => r == "POST /token"));
    }

    [Fact]
    public async Task Refused_credentials_say_what_to_check()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(connect: o => o.ClientSecret = "wrong");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);

        var failure = Assert.IsType<TransientFailureException>(await rig.Polling.PollAsync(fixture.System, Ct));

        Assert.Equal("greenhouse.credentials", failure.Code);
        Assert.Contains("ClientSecret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", string.Join('\n', rig.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0", 0.01)]
    [InlineData("-3", 0.01)]
    [InlineData(null, 0.01)]
    [InlineData("86400", 300)]
    public async Task A_note_that_must_wait_goes_back_to_the_queue_with_a_sane_wait(string? after, double seconds)
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = r =>
        {
            if (r.Method != HttpMethod.Post || r.RequestUri!.AbsolutePath != "/v3/notes")
                return null;
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            if (after is not null)
                answer.Headers.TryAddWithoutValidation("Retry-After", after);
            return answer;
        };

        var failure = await Assert.ThrowsAsync<TransientFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.After);
        Assert.Single(fixture.Spoil.Requests, r => r == "POST /v3/notes");
    }

    [Fact]
    public async Task A_note_whose_answer_is_lost_is_posted_once()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = r => r.RequestUri!.AbsolutePath == "/v3/notes" && r.Method == HttpMethod.Post
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded)
            : null;

        Assert.Equal("greenhouse.answer-lost", (await Assert.ThrowsAsync<TransientFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct))).Code);
        Assert.Single(fixture.Spoil.Requests, r => r == "POST /v3/notes");
    }

    [Fact]
    public async Task An_address_without_lists_is_no_candidate_who_is_gone()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        fixture.Spoil.Answer = r => r.RequestUri!.AbsolutePath.StartsWith("/v3/", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.NotFound) : null;

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct));

        Assert.Equal("greenhouse.not-found", failure.Code);
        Assert.Contains("BaseAddress", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_at_the_deadline()
    {
        await using var fixture = await GreenhouseFixture.StartAsync(
            simulate: o => (o.Misbehave, o.Slowness) = (["slow"], TimeSpan.FromMinutes(10)), connect: o => o.DeadlineSeconds = 0.1);

        var failure = await Assert.ThrowsAsync<TransientFailureException>(() => fixture.System.WriteScoreAsync(Request(), Ct));

        Assert.Contains(failure.Code, (string[])["greenhouse.no-answer", "greenhouse.answer-lost"]);
    }

    private static ScoreWriteRequested Request() => new(
        CandidateId.Of("default", "greenhouse", "1"), JobId.Of("default", "greenhouse", "1"), new Origin("greenhouse", "900"), "1", 1, "clearview:m", "Text [clearview:m]");

    private static HttpResponseMessage Page(string next) => new(HttpStatusCode.OK)
    {
        Content = new StringContent("[]"),
        Headers = { { "Link", $"<https://elsewhere.example/v3/list?cursor={next}>; rel=\"next\"" } },
    };

    private static async Task ReadAsync(GreenhouseSystem system)
    {
        await foreach (var _ in system.PollAsync(null, Ct))
        {
        }
    }

    /// <summary>Lists made by hand; those not named are empty. Files have the given content.</summary>
    private static Func<HttpRequestMessage, HttpResponseMessage?> Rows(Dictionary<string, string> lists, string? file = null) => request =>
        request.RequestUri!.AbsolutePath.Split('/') switch
        {
            [_, "v3", var list] => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(lists.GetValueOrDefault(list, "[]"), Encoding.UTF8, "application/json") },
            [_, "files", _] when file is not null => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(file) },
            _ => null,
        };
}
