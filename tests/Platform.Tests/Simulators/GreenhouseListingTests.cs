using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.Simulators;

public sealed class GreenhouseListingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Following_the_next_links_gives_every_row_once_highest_id_first()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        var pages = await rig.PagesAsync("v3/candidates?per_page=3");

        Assert.Equal([[107, 106, 105], [104, 103, 102], [101]], pages);
    }

    [Fact]
    public async Task A_full_last_page_has_no_next_link()
    {
        await using var rig = await GreenhouseRig.StartAsync(candidates: 6);

        Assert.Equal(2, (await rig.PagesAsync("v3/candidates?per_page=3")).Count);
    }

    [Fact]
    public async Task The_cap_makes_pages_smaller_than_asked()
    {
        await using var rig = await GreenhouseRig.StartAsync(options => options.PageSizeCap = 2);

        Assert.Equal([2, 2, 2, 1], (await rig.PagesAsync("v3/applications?per_page=500")).Select(page => page.Length));
    }

    [Fact]
    public async Task The_filters_of_the_first_request_hold_on_every_page()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        var pages = await rig.PagesAsync("v3/applications?candidate_ids=101,102,105&per_page=2");

        Assert.Equal([[705, 702], [701]], pages);
    }

    [Fact]
    public async Task A_window_has_two_sides_and_both_count()
    {
        var clock = new FakeTimeProvider(Start);
        await using var rig = await GreenhouseRig.StartAsync(options => options.Clock = clock);
        clock.Advance(TimeSpan.FromSeconds(5));
        using var note = await rig.PostNoteAsync(101);
        clock.Advance(TimeSpan.FromSeconds(5));
        using var later = await rig.PostNoteAsync(102);

        Assert.Equal([500001], await rig.IdsAsync("v3/notes?updated_at=gte|2026-11-01T00:00:05Z|lte|2026-11-01T00:00:05.000Z"));
        Assert.Equal([500002, 500001], await rig.IdsAsync("v3/notes?updated_at=gte%7C2026-11-01T00:00:05Z%7Clte%7C2026-11-01T01:00:10%2B01:00"));
        Assert.Equal([500002], await rig.IdsAsync("v3/notes?updated_at=gt|2026-11-01T00:00:05Z"));
        Assert.Equal([500001], await rig.IdsAsync("v3/notes?updated_at=lt|2026-11-01T00:00:10Z"));
        Assert.Equal([101], await rig.IdsAsync("v3/candidates?created_at=lte|2026-01-01T10:00:00Z"));
        Assert.Empty(await rig.IdsAsync("v3/candidates?updated_at=gte|2026-11-01T00:00:01Z"));
    }

    [Fact]
    public async Task A_cursor_with_anything_beside_it_gets_the_vendors_error()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var first = await rig.GetAsync("v3/candidates?per_page=3");

        using var answer = await rig.GetAsync(GreenhouseRig.Next(first) + "&per_page=3");

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal(
            """{"errors":["When passing a cursor, do not include other query params."]}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("v3/candidates?page=2", "page is not a parameter of candidates.")]
    [InlineData("v3/candidates?job_ids=1", "job_ids is not a parameter of candidates.")]
    [InlineData("v3/candidates?per_page=501", "per_page must be a number from 1 to 500.")]
    [InlineData("v3/candidates?per_page=0", "per_page must be a number from 1 to 500.")]
    [InlineData("v3/candidates?per_page=3&per_page=4", "per_page is given 2 times; give it once.")]
    [InlineData("v3/candidates?ids=1,x", "ids must be numbers with commas between them.")]
    [InlineData("v3/candidates?ids=", "ids must be numbers with commas between them.")]
    [InlineData("v3/applications?status=asleep", "status must be one of: active, hired, rejected, converted.")]
    [InlineData("v3/candidates?updated_at=yesterday", "updated_at must look like gte|2026-01-01T00:00:00Z|lte|2026-02-01T00:00:00Z, or have one of the two sides.")]
    [InlineData("v3/candidates?updated_at=gte|2026-01-01T00:00:00", "updated_at: '2026-01-01T00:00:00' is not an ISO 8601 time with Z or an offset.")]
    [InlineData("v3/candidates?updated_at=after|2026-01-01T00:00:00Z", "updated_at: 'after' is not one of gte, lte, gt, lt.")]
    [InlineData("v3/candidates?updated_at=gte|2026-01-01T00:00:00Z&created_at=gte|2026-01-01T00:00:00Z", "created_at and updated_at cannot be used together; choose one.")]
    [InlineData("v3/candidates?cursor=bm9uc2Vuc2U", "The cursor is not valid. Start the list again without it.")]
    [InlineData("v3/candidates?cursor=%00%ff", "The cursor is not valid. Start the list again without it.")]
    public async Task A_wrong_parameter_is_named_in_a_422(string path, string error)
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var answer = await rig.GetAsync(path);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal(error, await GreenhouseRig.ErrorAsync(answer));
    }

    [Fact]
    public async Task Fifty_ids_are_allowed_and_one_more_is_not()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        Assert.Equal(7, (await rig.IdsAsync("v3/attachments?candidate_ids=" + string.Join(',', Enumerable.Range(80, 50)))).Count);
        using var refused = await rig.GetAsync("v3/attachments?candidate_ids=" + string.Join(',', Enumerable.Range(80, 51)));

        Assert.Equal(422, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_cursor_of_one_list_does_not_open_another()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var first = await rig.GetAsync("v3/candidates?per_page=3");

        using var answer = await rig.GetAsync(GreenhouseRig.Next(first)!.Replace("candidates", "applications", StringComparison.Ordinal));

        Assert.Equal(422, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Candidates_and_jobs_look_like_the_vendors()
    {
        await using var rig = await GreenhouseRig.StartAsync();
        using var people = await rig.GetAsync("v3/candidates?ids=103");
        using var posts = await rig.GetAsync("v3/job_posts?job_ids=2");
        var person = (await GreenhouseRig.JsonAsync(people))[0];
        var post = (await GreenhouseRig.JsonAsync(posts))[0];

        Assert.Equal("Zoë", person.GetProperty("first_name").GetString());
        Assert.Equal("n3@example.com", person.GetProperty("email_addresses")[0].GetProperty("value").GetString());
        Assert.Equal(703, person.GetProperty("application_ids")[0].GetInt64());
        Assert.Equal("2026-01-03T10:00:00.000Z", person.GetProperty("created_at").GetString());
        Assert.StartsWith("&lt;p&gt;The role&lt;br&gt;Build &amp;amp; test &amp;lt;things&amp;gt;.&lt;/p&gt;", post.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Contains("<ul>\n<li>C#</li>\n<li>SQL</li>\n</ul>", WebUtility.HtmlDecode(post.GetProperty("content").GetString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_answered_404_or_405_with_an_error()
    {
        await using var rig = await GreenhouseRig.StartAsync();

        using var missing = await rig.GetAsync("v3/eeoc");
        using var wrongMethod = await rig.Client.DeleteAsync("v3/candidates", TestContext.Current.CancellationToken);

        Assert.Equal((404, "There is no GET /v3/eeoc here."), ((int)missing.StatusCode, await GreenhouseRig.ErrorAsync(missing)));
        Assert.Equal((405, "There is no DELETE /v3/candidates here."), ((int)wrongMethod.StatusCode, await GreenhouseRig.ErrorAsync(wrongMethod)));
    }
}
