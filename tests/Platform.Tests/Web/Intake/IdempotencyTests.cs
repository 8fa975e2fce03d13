using System.Net;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Web.Intake;

namespace ClearView.Platform.Tests.Web.Intake;

[Collection<SharedNode>]
public sealed class IdempotencyTests(EmbeddedNode node)
{
    private HttpClient Http => node.Http;

    [Fact]
    public async Task The_same_resume_with_the_same_key_gets_the_same_answer_and_is_kept_once()
    {
        var key = NewKey();
        var first = await Http.SendResumeAsync(Files.Good, key);
        var status = await first.AcceptedAsync();
        var candidate = (await Http.ThroughAsync(status)).Text("candidate");

        // However it is wrapped: the client may have saved the file under another name.
        var again = await Http.SendResumeAsync(Files.Good, key, "copy.txt", "text/plain");

        Assert.Equal(await first.Content.ReadAsStringAsync(Asking.Ct), await again.Content.ReadAsStringAsync(Asking.Ct));
        Assert.Equal(status, await again.AcceptedAsync());
        Assert.Equal((false, true), (IsReplay(first), IsReplay(again)));
        await KeptOnceAsync(candidate);
    }

    [Fact]
    public async Task Another_resume_with_a_used_key_is_refused_and_changes_nothing()
    {
        var key = NewKey();
        var status = await (await Http.SendResumeAsync(Files.Good, key)).AcceptedAsync();
        var candidate = (await Http.ThroughAsync(status)).GetProperty("links").Text("candidate");
        var before = (await Http.GetJsonAsync(candidate)).GetProperty("resume").GetRawText();

        await (await Http.SendResumeAsync(Files.Sample("adaeze-nwosu.txt"), key)).ProblemAsync(422, "idempotency-key-reused");
        await (await Http.SendResumeAsync(Files.Good, key, fields: [("firstName", "Other")])).ProblemAsync(422, "idempotency-key-reused");

        Assert.Equal(before, (await Http.GetJsonAsync(candidate)).GetProperty("resume").GetRawText());
    }

    [Fact]
    public async Task A_key_that_is_used_by_many_at_once_keeps_one_resume()
    {
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Http.SendResumeAsync(Files.Good, key)));

        var addresses = await Task.WhenAll(answers.Select(a => a.AcceptedAsync()));
        var candidate = (await Http.ThroughAsync(Assert.Single(addresses.Distinct()))).Text("candidate");
        Assert.Single(answers, a => !IsReplay(a));
        await KeptOnceAsync(candidate);
    }

    [Fact]
    public async Task Of_two_resumes_that_race_for_one_key_one_is_kept_and_the_other_is_told()
    {
        var key = NewKey();

        var answers = await Task.WhenAll(Http.SendResumeAsync(Files.Good, key), Http.SendResumeAsync(Files.Sample("adaeze-nwosu.txt"), key));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity], answers.Select(a => a.StatusCode).Order());
        await Http.ThroughAsync(await answers.Single(a => a.StatusCode == HttpStatusCode.Accepted).AcceptedAsync());
    }

    [Fact]
    public async Task A_resume_that_was_refused_does_not_use_up_its_key()
    {
        var key = NewKey();

        await (await Http.SendResumeAsync(Files.Broken("encrypted.pdf"), key)).ProblemAsync(422, "encrypted");

        await Http.ThroughAsync(await (await Http.SendResumeAsync(Files.Good, key)).AcceptedAsync());
    }

    [Fact]
    public async Task The_same_job_with_the_same_key_is_one_job_however_many_send_it_at_once()
    {
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Http.SendJobAsync("Baker", "Must have\n- ovens", key)));

        var addresses = await Task.WhenAll(answers.Select(a => a.AcceptedAsync()));
        var job = await Http.WaitAsync(Assert.Single(addresses.Distinct()), j => j.Text("state") == "read");
        Assert.Single(answers, a => !IsReplay(a));
        Assert.Equal("Baker", job.Text("title"));
        await (await Http.SendJobAsync("Miller", "Must have\n- mills", key)).ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_resume_and_a_job_may_have_the_same_key()
    {
        var key = NewKey();

        await (await Http.SendResumeAsync(Files.Good, key)).AcceptedAsync();

        await (await Http.SendJobAsync("Baker", "Must have\n- ovens", key)).AcceptedAsync();
    }

    [Fact]
    public async Task Who_guesses_the_key_or_the_request_finds_no_digest_of_it()
    {
        var key = $"ottoline.quillfeather@example.com/{NewKey()}";

        var candidate = (await (await Http.SendResumeAsync(Files.Good, key)).JsonAsync()).Text("candidate");

        var guess = DerivedId.From("idempotency-key", TenantId.Default.Value, key).ToString("N");
        Assert.NotEqual(CandidateId.Of(TenantId.Default.Value, "portal", guess).ToString(), candidate);
        Assert.NotEqual(new ResumeRequest(Files.Good, null, [], null).Hash(), await node.RequestOfAsync(candidate));
    }

    [Theory]
    [InlineData("with a space")]
    [InlineData("")]
    public async Task A_key_that_is_no_short_text_is_refused(string key) =>
        await (await Http.SendResumeAsync(Files.Good, key)).ProblemAsync(400, "bad-idempotency-key");

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        await (await Http.SendJobAsync("Baker", "Must have\n- ovens", new string('k', 201))).ProblemAsync(400, "bad-idempotency-key");

    private static string NewKey() => Guid.NewGuid().ToString();

    private static bool IsReplay(HttpResponseMessage answer) => answer.Headers.Contains("Idempotency-Replayed");

    private async Task KeptOnceAsync(string candidate)
    {
        // A second message would be older than this one, so it is through when this one is.
        var later = (await Http.ThroughAsync(await (await Http.SendResumeAsync(Files.Good)).AcceptedAsync())).Text("candidate");
        while (await node.ArrivalsOfAsync(later) == 0)
            await Task.Delay(20, Asking.Ct);

        Assert.Equal(1, await node.ArrivalsOfAsync(candidate));
    }
}
