using System.Net;
using System.Net.Http.Json;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rate_limit_says_when_to_come_back_and_then_lets_through()
    {
        await using var rig = await StartAsync(Fault.RateLimit);

        using var first = await rig.GetAsync("v3/jobs");

        Assert.Equal(429, (int)first.StatusCode);
        Assert.Equal("1", first.Headers.GetValues("Retry-After").Single());
        await GetsThroughAsync(rig, "v3/jobs");
    }

    [Fact]
    public async Task Rate_limit_zero_gives_no_useful_wait()
    {
        await using var rig = await StartAsync(Fault.RateLimitZero);

        using var answer = await rig.GetAsync("v3/jobs");

        Assert.Equal(429, (int)answer.StatusCode);
        Assert.Equal("0", answer.Headers.GetValues("Retry-After").Single());
        await GetsThroughAsync(rig, "v3/jobs");
    }

    [Fact]
    public async Task Server_error_is_JSON_or_a_page_of_HTML()
    {
        await using var rig = await StartAsync(Fault.ServerError);
        var types = new HashSet<string>();

        for (var n = 0; types.Count < 2; n++)
        {
            using var answer = await rig.GetAsync($"v3/candidates?ids={n}");
            if (!answer.IsSuccessStatusCode)
                types.Add($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType!.MediaType}");
            Ct.ThrowIfCancellationRequested();
        }

        Assert.Equal(["500 application/json", "503 text/html"], types.Order());
    }

    [Fact]
    public async Task Cut_breaks_an_answer_in_the_middle()
    {
        await using var rig = await StartAsync(Fault.Cut);

        using var head = await rig.Client.GetAsync("v3/jobs", HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await head.Content.ReadAsStreamAsync(Ct);
        var half = new byte[head.Content.Headers.ContentLength!.Value / 2];
        await body.ReadExactlyAsync(half, Ct);
        await Assert.ThrowsAnyAsync<IOException>(() => body.ReadAsync(half, Ct).AsTask());

        Assert.Equal(200, (int)head.StatusCode);
        await GetsThroughAsync(rig, "v3/jobs");
        Assert.Equal("cut", rig.Journal("request")[1].GetProperty("fault").GetString());
    }

    [Fact]
    public async Task Slow_answers_well_but_late()
    {
        await using var rig = await StartAsync(Fault.Slow);

        Assert.Equal(4, (await rig.IdsAsync("v3/jobs")).Count);
        Assert.Equal(1, await rig.StruckAsync(Fault.Slow));
    }

    [Fact]
    public async Task Empty_page_has_a_next_link_that_leads_to_the_rows()
    {
        await using var rig = await StartAsync(Fault.EmptyPage);

        var pages = await rig.PagesAsync("v3/candidates?per_page=4");

        Assert.Empty(pages[0]);
        Assert.Equal(Links(rig).Distinct(), Links(rig));
        Assert.Equal([107, 106, 105, 104, 103, 102, 101], pages.SelectMany(page => page));
    }

    [Fact]
    public async Task Duplicate_rows_repeat_the_last_row_on_the_next_page()
    {
        await using var rig = await StartAsync(Fault.DuplicateRows);

        var pages = await rig.PagesAsync("v3/candidates?per_page=4");

        Assert.Equal(pages[0][^1], pages[1][0]);
        Assert.Equal([107, 106, 105, 104, 103, 102, 101], pages.SelectMany(page => page).Distinct());
    }

    [Fact]
    public async Task Expired_links_are_dead_at_once_and_good_in_the_end()
    {
        await using var rig = await StartAsync(Fault.ExpiredLinks);
        using var client = new HttpClient();
        var answers = new List<int>();

        while (answers is [] or [.., 403])
        {
            using var list = await rig.GetAsync("v3/attachments?candidate_ids=101");
            using var file = await client.GetAsync((await GreenhouseRig.JsonAsync(list))[0].GetProperty("url").GetString(), Ct);
            answers.Add((int)file.StatusCode);
        }

        Assert.Equal(403, answers[0]);
        Assert.InRange(answers.Count, 2, 3);
    }

    [Fact]
    public async Task Expired_token_dies_before_its_time_and_a_new_one_works()
    {
        await using var rig = await StartAsync(Fault.ExpiredToken);

        using var first = await rig.GetAsync("v3/jobs");
        using var second = await rig.GetAsync("v3/jobs");
        Assert.Equal((401, 401), ((int)first.StatusCode, (int)second.StatusCode));

        await GetsThroughAsync(rig, "v3/jobs", rig.SignInAsync);
    }

    [Fact]
    public async Task Hidden_jobs_come_only_to_those_who_ask_for_inactive_posts()
    {
        await using var rig = await StartAsync(Fault.HiddenJobs);

        var shown = await rig.IdsAsync("v3/job_posts");
        var hidden = await rig.IdsAsync("v3/job_posts?active=false");

        Assert.Equal((3, 1), (shown.Count, hidden.Count));
        Assert.Equal([1, 2, 3, 4], shown.Concat(hidden).Order());
        Assert.Equal(4, (await rig.IdsAsync("v3/jobs")).Count);
        Assert.Equal(1, await rig.StruckAsync(Fault.HiddenJobs));
    }

    [Fact]
    public async Task Cursor_expired_refuses_a_good_cursor_until_the_list_is_started_again()
    {
        await using var rig = await StartAsync(Fault.CursorExpired);
        var refused = 0;

        for (var next = "v3/candidates?per_page=4"; next is not null;)
        {
            using var answer = await rig.GetAsync(next);
            refused += answer.IsSuccessStatusCode ? 0 : 1;
            next = answer.IsSuccessStatusCode ? GreenhouseRig.Next(answer) : "v3/candidates?per_page=4";
        }

        Assert.InRange(refused, 1, 2);
    }

    [Fact]
    public async Task With_every_fault_on_a_client_that_tries_four_times_gets_everything()
    {
        await using var rig = await StartAsync("all");
        using var files = new HttpClient();
        var candidates = await ReadAllAsync(rig, "v3/candidates?per_page=2");
        var applications = await ReadAllAsync(rig, "v3/applications?per_page=2");
        var posts = (await ReadAllAsync(rig, "v3/job_posts?per_page=2")).Union(await ReadAllAsync(rig, "v3/job_posts?active=false"));

        Assert.Equal(7, candidates.Count);
        Assert.Equal(7, applications.Count);
        Assert.Equal(4, posts.Count());
        Assert.InRange((await rig.StatusAsync()).GetProperty("faults").EnumerateObject().Count(), 8, 16);
    }

    [Fact]
    public async Task A_fault_strikes_no_more_often_than_its_limit()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => (options.Misbehave, options.FaultLimit) = ([Fault.RateLimit], 3));

        var refused = 0;
        for (var n = 0; n < 100; n++)
        {
            using var answer = await rig.GetAsync($"v3/candidates?ids={n}");
            refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(3, refused);
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        async Task<List<int>> RunAsync(int seed)
        {
            await using var rig = await GreenhouseRig.StartAsync(options => (options.Misbehave, options.Seed) = ([Fault.RateLimit, Fault.ServerError], seed));
            var answers = new List<int>();
            for (var n = 0; n < 40; n++)
            {
                using var answer = await rig.GetAsync($"v3/candidates?ids={n}");
                answers.Add((int)answer.StatusCode);
            }
            return answers;
        }

        Assert.Equal(await RunAsync(1), await RunAsync(1));
        Assert.NotEqual(await RunAsync(1), await RunAsync(2));
    }

    [Fact]
    public async Task Faults_are_switched_on_and_off_while_it_runs()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var on = await rig.Client.PostAsJsonAsync("_simulator/misbehave", new { faults = (List<string>)[Fault.RateLimit] }, Ct);
        using var struck = await rig.GetAsync("v3/jobs");
        using var off = await rig.Client.PostAsJsonAsync("_simulator/misbehave", new { faults = (List<string>)[] }, Ct);
        using var unknown = await rig.Client.PostAsJsonAsync("_simulator/misbehave", new { faults = (List<string>)["gremlins"] }, Ct);
        using var nothing = await rig.Client.PostAsJsonAsync("_simulator/misbehave", new { }, Ct);

        Assert.Equal([200, 429, 200, 422, 422], new[] { on, struck, off, unknown, nothing }.Select(answer => (int)answer.StatusCode));
        Assert.StartsWith("'gremlins' is no fault; there are: rate-limit,", await GreenhouseRig.ErrorAsync(unknown), StringComparison.Ordinal);
        Assert.Equal(4, (await rig.IdsAsync("v3/jobs")).Count);
    }

    /// <summary>What was asked for, in order.</summary>
    private static IEnumerable<string> Links(GreenhouseRig rig) =>
        rig.Journal("request").Select(line => line.TryGetProperty("query", out var query) ? query.GetString()! : "");

    private static Task<GreenhouseRig> StartAsync(string fault) => GreenhouseRig.StartAsync(options => options.Misbehave = [fault]);

    /// <summary>Two strikes at most for one request: the third repeat is good at the latest.</summary>
    private static async Task GetsThroughAsync(GreenhouseRig rig, string path, Func<Task>? before = null)
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            if (before is not null)
                await before();
            try
            {
                using var answer = await rig.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (attempt < 3)
            {
            }
        }
        Assert.Fail($"{path} never got through.");
    }

    private static async Task<HashSet<long>> ReadAllAsync(GreenhouseRig rig, string path)
    {
        var ids = new HashSet<long>();
        var restarts = 0;
        for (var next = path; next is not null;)
        {
            using var answer = await TryAsync(rig, next);
            if ((int)answer.StatusCode == 422 && restarts++ < 10)
            {
                next = path;
                continue;
            }
            Assert.Equal(200, (int)answer.StatusCode);
            ids.UnionWith((await GreenhouseRig.JsonAsync(answer)).EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
            next = GreenhouseRig.Next(answer);
        }
        return ids;
    }

    private static async Task<HttpResponseMessage> TryAsync(GreenhouseRig rig, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await rig.GetAsync(path);
                if (answer.IsSuccessStatusCode || (int)answer.StatusCode == 422 || attempt == 4)
                    return answer;
                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                    await rig.SignInAsync();
                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < 4)
            {
            }
        }
    }
}
