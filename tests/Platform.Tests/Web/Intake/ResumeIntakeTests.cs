using System.Text;
using System.Text.RegularExpressions;

namespace ClearView.Platform.Tests.Web.Intake;

[Collection<SharedNode>]
public sealed class ResumeIntakeTests(EmbeddedNode node)
{
    private HttpClient Http => node.Http;

    [Theory]
    [InlineData("amara-okonjo.pdf", "letter.txt", "text/plain")]
    [InlineData("tomasz-wisniewski.docx", "cv.pdf", "application/pdf")]
    [InlineData("adaeze-nwosu.txt", "photo.png", "image/png")]
    public async Task A_resume_is_told_apart_by_its_content_whatever_it_is_called(string sample, string name, string type)
    {
        var status = await (await Http.SendResumeAsync(Files.Sample(sample), null, name, type)).AcceptedAsync();

        var through = await Http.ThroughAsync(status);

        Assert.Null(through.GetProperty("cause").GetString());
        var candidate = await Http.GetJsonAsync(through.GetProperty("links").Text("candidate"));
        Assert.True(candidate.GetProperty("resume").Text("text").Length > 500);
        Assert.NotEmpty(candidate.GetProperty("story").Text("headline"));
        using var page = await Http.GetAsync(through.GetProperty("links").Text("page"), Asking.Ct);
        Assert.Equal("text/html", page.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_bytes_alone_are_a_request_too()
    {
        var status = await (await Http.SendBytesAsync(Files.Good, "?receivedOn=2026-10-01")).AcceptedAsync();

        var through = await Http.ThroughAsync(status);

        var candidate = await Http.GetJsonAsync(through.GetProperty("links").Text("candidate"));
        Assert.Equal("2026-10-01", candidate.GetProperty("candidate").Text("receivedOn"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.hr+json; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=b")]
    public async Task A_form_or_a_record_of_another_kind_is_not_taken_for_plain_text(string type)
    {
        var content = new ByteArrayContent(Files.Good);
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        await (await Http.SendAsync("/api/v1/resumes", content)).ProblemAsync(415, "no-resume");
    }

    [Fact]
    public async Task What_is_said_of_the_person_is_hidden_in_the_text_and_shown_nowhere()
    {
        var text = Encoding.UTF8.GetBytes("Zephyrine Quackenbush\nzq@example.org\n\n" + Encoding.UTF8.GetString(Files.Good));

        var status = await (await Http.SendResumeAsync(text, fields: [("firstName", "Zephyrine"), ("lastName", "Quackenbush"), ("email", "zq@example.org"), ("phone", "")])).AcceptedAsync();

        var through = await Http.ThroughAsync(status);
        var candidate = await Http.GetStringAsync(through.GetProperty("links").Text("candidate"), Asking.Ct);
        // Marks and quotes cut the text of a page into pieces.
        var page = Regex.Replace(await Http.GetStringAsync(through.GetProperty("links").Text("page"), Asking.Ct), "<[^>]*>", "");
        Assert.All([candidate, page], shown =>
        {
            Assert.Contains("Harbour Freight", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("Quackenbush", shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Zephyrine", shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("example.org", shown, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task The_account_counts_a_resume_that_was_sent_here()
    {
        var before = (await Http.GetJsonAsync("/api/v1/account")).GetProperty("received").GetInt64();

        await Http.ThroughAsync(await (await Http.SendResumeAsync(Files.Good)).AcceptedAsync());

        // Others that were only accepted before may be stored meanwhile.
        Assert.True((await Http.GetJsonAsync("/api/v1/account")).GetProperty("received").GetInt64() > before);
    }

    [Theory]
    [InlineData("nickname", "Ziggy", "unknown")]
    [InlineData("email", "ziggy at example", "email")]
    [InlineData("phone", "call Ziggy", "phone")]
    [InlineData("receivedOn", "ziggy's day", "receivedOn")]
    [InlineData("receivedOn", "2999-01-01", "receivedOn")]
    [InlineData("jobId", "ziggy's job", "jobId")]
    public async Task A_field_that_cannot_be_used_is_named_and_its_value_is_not(string field, string value, string word)
    {
        var detail = await (await Http.SendResumeAsync(Files.Good, fields: [(field, value)])).ProblemAsync(422, "invalid-field");

        Assert.Contains(word, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("ziggy", detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_in_the_address_is_refused_because_addresses_end_up_in_logs() =>
        await (await Http.SendBytesAsync(Files.Good, "?lastName=Quackenbush")).ProblemAsync(422, "invalid-field");

    [Fact]
    public async Task An_application_for_a_job_that_nobody_knows_is_refused() =>
        await (await Http.SendResumeAsync(Files.Good, fields: [("jobId", new string('0', 32))])).ProblemAsync(422, "unknown-job");

    [Fact]
    public async Task Who_applies_for_a_job_is_scored_for_it()
    {
        var job = await (await Http.SendJobAsync("Developer", "Must have\n- C#\n- SQL")).AcceptedAsync();
        var id = (await Http.WaitAsync(job, j => j.Text("state") == "read")).Text("id");

        var status = await (await Http.SendResumeAsync(Files.Good, fields: [("jobId", id)])).AcceptedAsync();

        var candidate = (await Http.ThroughAsync(status)).Text("candidate");
        var matches = await Http.WaitAsync($"/api/v1/jobs/{id}/matches", m => m.EnumerateArray().Any(x => x.Text("candidate") == candidate));
        var match = matches.EnumerateArray().Single(x => x.Text("candidate") == candidate);
        Assert.Equal(match.GetProperty("score").GetInt32(), match.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("points").GetInt32()));
    }

    [Fact]
    public async Task Nobody_has_a_status_who_never_sent_anything() =>
        await (await Http.GetAsync($"/api/v1/resumes/{new string('a', 32)}/status", Asking.Ct)).ProblemAsync(404, "not-found");
}
