using System.Net;
using ClearView.Messaging.Store;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Platform.Tests.Web;

[Collection<SharedNode>]
public sealed class ErrorAnswerTests(EmbeddedNode node)
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/candidates/nobody")]
    [InlineData("/jobs/nothing")]
    [InlineData("/reviews/nobody")]
    public async Task People_who_are_lost_get_a_page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        using var answer = await node.Http.SendAsync(request, Asking.Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Go to the overview", await answer.Content.ReadAsStringAsync(Asking.Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_are_lost_get_a_problem()
    {
        await (await node.Http.GetAsync("/nowhere", Asking.Ct)).ProblemAsync(404, "not-found");
        await (await node.Http.GetAsync("/api/v2/resumes", Asking.Ct)).ProblemAsync(404, "not-found");
        await (await node.Http.DeleteAsync("/api/v1/resumes", Asking.Ct)).ProblemAsync(405, "method-not-allowed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_takes_nothing_is_said_to_be_away_for_a_while(bool isKnownToBeAway)
    {
        var full = new SqliteException("database or disk is full", 13);
        Exception failure = isKnownToBeAway ? new StoreUnavailableException("The store is full.", full) : full;
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Path = "/api/v1/resumes";
        var answers = new ErrorAnswers(_ => throw failure, NullLogger<ErrorAnswers>.Instance);

        await answers.InvokeAsync(context);

        Assert.Equal(503, context.Response.StatusCode);
        Assert.Equal("30", context.Response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(TimeoutException))]
    public async Task A_deadline_of_ours_says_that_it_was_too_slow_and_when_to_ask_again(Type failure)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Path = "/api/v1/jobs";
        var answers = new ErrorAnswers(_ => throw (Exception)Activator.CreateInstance(failure)!, NullLogger<ErrorAnswers>.Instance);

        await answers.InvokeAsync(context);

        Assert.Equal(503, context.Response.StatusCode);
        Assert.Equal("5", context.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_demos_buttons_do_not_exist_outside_the_demo() =>
        await (await node.Http.PostAsync("/operations", new FormUrlEncodedContent([new("action", "stop-broker")]), Asking.Ct)).ProblemAsync(404, "not-found");

    [Theory]
    [InlineData("/api/v1/candidates?most=0")]
    [InlineData("/api/v1/candidates?after=nobody")]
    [InlineData("/api/v1/jobs?most=0")]
    [InlineData("/api/v1/jobs?after=nothing")]
    public async Task A_page_of_the_list_that_cannot_be_is_refused(string path) =>
        await (await node.Http.GetAsync(path, Asking.Ct)).ProblemAsync(400, "bad-page");

    [Fact]
    public async Task A_running_node_is_live_and_ready()
    {
        Assert.Equal("live", (await node.Http.GetJsonAsync("/health/live")).Text("status"));
        // Two seconds for the store and the broker are little on a machine that others use.
        using var patience = new CancellationTokenSource(Patience.Deadline);
        var ready = await node.Http.GetAsync("/health/ready", patience.Token);
        for (; ready.StatusCode == HttpStatusCode.ServiceUnavailable; ready = await node.Http.GetAsync("/health/ready", patience.Token))
            await Task.Delay(100, patience.Token);
        Assert.Equal((HttpStatusCode.OK, "ready"), (ready.StatusCode, (await ready.JsonAsync()).Text("status")));
    }

    [Fact]
    public async Task A_decision_on_a_version_that_is_no_longer_the_newest_is_refused_in_words()
    {
        var held = await node.Http.WaitAsync(await (await node.Http.SendResumeAsync(Files.Doubtful)).AcceptedAsync(), s => s.Text("state") == "held");
        var candidate = held.Text("candidate");
        await node.SendNewerAsync(candidate);

        await (await node.Http.SendJsonAsync($"/api/v1/reviews/{candidate}", "{\"decision\":\"release\"}")).ProblemAsync(409, "superseded");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reviews/{candidate}") { Content = new FormUrlEncodedContent([new("decision", "release"), new("version", "1")]) };
        request.Headers.Add("Accept", "text/html");
        using var page = await node.Http.SendAsync(request, Asking.Ct);

        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        Assert.Contains("A newer version of this", await page.Content.ReadAsStringAsync(Asking.Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"decision\":\"release\"}", 404, "not-found")]
    [InlineData("{\"decision\":\"perhaps\"}", 422, "invalid-field")]
    [InlineData("{\"decision\":\"release\",\"why\":\"\"}", 422, "invalid-field")]
    [InlineData("{", 400, "invalid-json")]
    public async Task A_decision_about_nobody_or_of_no_kind_is_refused(string body, int status, string code) =>
        await (await node.Http.SendJsonAsync($"/api/v1/reviews/{new string('a', 32)}", body)).ProblemAsync(status, code);
}
