using System.Text;
using System.Text.RegularExpressions;

namespace ClearView.Platform.Tests.Web.Intake;

[Collection<SharedNode>]
public sealed class JobIntakeTests(EmbeddedNode node)
{
    private HttpClient Http => node.Http;

    [Fact]
    public async Task A_job_is_accepted_at_once_and_read_soon()
    {
        var status = await (await Http.SendJobAsync("Data engineer", "We need\n- SQL\n- Python\n\nNice to have\n- Docker")).AcceptedAsync();

        var job = await Http.WaitAsync(status, j => j.Text("state") == "read");

        Assert.Equal("Data engineer", job.Text("title"));
        var skills = job.GetProperty("parsed").GetProperty("features").GetProperty("skills").EnumerateArray().Select(s => s.Text("name")).ToList();
        Assert.Contains("SQL", skills);
        Assert.Contains("Python", skills);
    }

    [Fact]
    public async Task A_job_that_is_sent_again_under_its_own_name_is_changed()
    {
        var name = "job-" + Guid.NewGuid().ToString("N");
        var status = await (await Http.SendJobAsync("Nurse", "Must have\n- first aid", sourceId: name)).AcceptedAsync();
        await Http.WaitAsync(status, j => j.Text("state") == "read");

        var again = await (await Http.SendJobAsync("Head nurse", "Must have\n- first aid\n- leadership", sourceId: name)).AcceptedAsync();

        Assert.Equal(status, again);
        await Http.WaitAsync(status, j => j.Text("title") == "Head nurse");
    }

    [Fact]
    public async Task Marks_that_turn_a_text_round_are_left_out()
    {
        var status = await (await Http.SendJobAsync("Bak\u202eer \u2066of\u2069 bread", "Must have\n- ba\u202ek\u202cing")).AcceptedAsync();

        Assert.Equal("Baker of bread", (await Http.WaitAsync(status, j => j.Text("state") == "read" && j.Text("title") is not null)).Text("title"));
    }

    [Fact]
    public async Task A_page_beyond_the_last_says_so() =>
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await Http.GetAsync("/candidates?page=99", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task Pages_of_the_list_lead_to_every_job()
    {
        foreach (var title in new[] { "Glazier", "Roofer", "Mason" })
            await Http.WaitAsync(await (await Http.SendJobAsync(title, "Must have\n- ladders")).AcceptedAsync(), j => j.Text("state") == "read");

        var found = new List<string>();
        for (var page = "/api/v1/jobs?most=2"; page is not null;)
        {
            using var answer = await Http.GetAsync(page, Asking.Ct);
            var rows = (await answer.JsonAsync()).EnumerateArray().Select(j => j.Text("title")).ToList();
            Assert.InRange(rows.Count, 0, 2);
            found.AddRange(rows);
            page = answer.Headers.TryGetValues("Link", out var links) ? Regex.Match(Assert.Single(links), "^<(.+)>; rel=\"next\"$").Groups[1].Value : null;
        }

        Assert.Subset(found.ToHashSet(), new HashSet<string> { "Glazier", "Roofer", "Mason" });
        Assert.Equal(found.Count, (await Http.GetJsonAsync("/api/v1/jobs")).GetArrayLength());
    }

    [Fact]
    public async Task A_posting_with_a_byte_order_mark_and_windows_line_ends_is_taken()
    {
        var json = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("""{"title":"Cook","text":"Must have\r\n- knives\u0000"}""")).ToArray();

        var status = await (await Http.SendAsync("/api/v1/jobs", Json(json))).AcceptedAsync();

        Assert.Equal("Must have\n- knives", (await Http.WaitAsync(status, j => j.Text("state") != "received")).Text("text"));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("{\"title\":\"A\",\n\"text\":}", "line 2")]
    [InlineData("title=A&text=B", "line 1")]
    public async Task What_is_no_json_is_told_where_it_goes_wrong(string body, string where)
    {
        var detail = await (await Http.SendJsonAsync("/api/v1/jobs", body)).ProblemAsync(400, "invalid-json");

        Assert.Contains(where, detail, StringComparison.Ordinal);
        await StillWorksAsync();
    }

    [Fact]
    public async Task What_is_no_utf8_is_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"title\":\"Caf"), 0xE9, .. Encoding.UTF8.GetBytes("\",\"text\":\"coffee\"}")];

        await (await Http.SendAsync("/api/v1/jobs", Json(body))).ProblemAsync(400, "invalid-utf8");

        await StillWorksAsync();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Baker\"")]
    [InlineData("{\"title\":\"Baker\"}")]
    [InlineData("{\"title\":\"Baker\",\"text\":null}")]
    [InlineData("{\"title\":\"Baker\",\"text\":7}")]
    [InlineData("{\"title\":\"\",\"text\":\"ovens\"}")]
    [InlineData("{\"title\":\"Baker\",\"text\":\" \\n \"}")]
    [InlineData("{\"title\":\"Baker\",\"text\":\"ovens\",\"salary\":1}")]
    [InlineData("{\"title\":\"Baker\",\"title\":\"Miller\",\"text\":\"ovens\"}")]
    [InlineData("{\"title\":\"Baker\",\"text\":\"ovens\",\"sourceId\":\"with a space\"}")]
    [InlineData("{\"title\":\"\\ud800\",\"text\":\"half a character\"}")]
    public async Task Json_that_is_no_job_is_told_what_a_job_is(string body) =>
        await (await Http.SendJsonAsync("/api/v1/jobs", body)).ProblemAsync(422, "invalid-field");

    [Fact]
    public async Task A_posting_that_is_too_long_is_refused()
    {
        await (await Http.SendJobAsync("Baker", new string('a', 64 * 1024 + 1))).ProblemAsync(422, "invalid-field");
        await (await Http.SendJobAsync("Baker", new string('a', 1024 * 1024))).ProblemAsync(413, "too-large");
        await StillWorksAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_does_not_call_itself_json_is_refused(string type) =>
        await (await Http.SendAsync("/api/v1/jobs", new StringContent("{\"title\":\"Baker\",\"text\":\"ovens\"}", Encoding.UTF8, type))).ProblemAsync(415, "not-json");

    [Fact]
    public async Task Nobody_finds_a_job_that_was_never_sent() =>
        await (await Http.GetAsync($"/api/v1/jobs/{new string('a', 32)}", Asking.Ct)).ProblemAsync(404, "not-found");

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { { "Content-Type", "application/json" } } };

    private async Task StillWorksAsync()
    {
        var status = await (await Http.SendJobAsync("Baker", "Must have\n- ovens")).AcceptedAsync();
        await Http.WaitAsync(status, j => j.Text("state") == "read");
    }
}
