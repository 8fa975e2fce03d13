using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Platform.Tests.Web.Guards;

[Collection<SharedNode>]
public sealed class LocalOnlyTests(EmbeddedNode node)
{
    private HttpClient Http => node.Http;

    [Fact]
    public async Task No_other_address_of_this_machine_answers()
    {
        var others = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)).ToList();
        Assert.SkipWhen(others.Count == 0, "This machine has no address but loopback.");

        foreach (var address in others)
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(async () => await client.ConnectAsync(address, Http.BaseAddress!.Port, Asking.Ct));
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_names_of_this_machine_are_answered(string host)
    {
        using var answer = await AskAsync(HttpMethod.Get, "/", host);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    public async Task A_foreign_name_that_leads_here_is_refused_on_every_page(string host)
    {
        foreach (var path in new[] { "/", "/candidates", "/operations", "/api/v1/candidates", "/live/overview", "/openapi/v1.json", "/nowhere" })
        {
            using var answer = await AskAsync(HttpMethod.Get, path, host);

            await answer.ProblemAsync(403, "foreign-host");
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_foreign_page_changes_nothing_whatever_it_posts_to(string header, string value)
    {
        var routes = Changing().ToList();
        Assert.True(routes.Count >= 6);

        foreach (var (method, path) in routes)
        {
            using var request = new HttpRequestMessage(method, path) { Content = new FormUrlEncodedContent([new("action", "stop-broker")]) };
            request.Headers.Add(header, value);
            using var answer = await Http.SendAsync(request, Asking.Ct);

            await answer.ProblemAsync(403, "foreign-origin");
        }
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("same-origin", 200)]
    [InlineData("none", 200)]
    public async Task A_foreign_page_has_the_api_do_nothing_and_may_link_to_pages(string site, int status)
    {
        foreach (var (path, expected) in new[] { ("/api/v1/jobs", status), ("/API/v1/jobs", status), ("/candidates", 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await Http.SendAsync(request, Asking.Ct);

            Assert.Equal((path, expected), (path, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task Our_own_pages_may_change_things()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/resumes") { Content = new ByteArrayContent(Files.Good) };
        request.Headers.Add("Origin", Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await Http.SendAsync(request, Asking.Ct);

        await answer.AcceptedAsync();
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_run_nothing_but_our_own()
    {
        foreach (var path in new[] { "/", "/operations", "/nowhere", "/api/v1/jobs", "/assets/clearview.js" })
        {
            using var answer = await AskAsync(HttpMethod.Get, path, "localhost");

            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        }
    }

    // Webhooks guard themselves: they come from HR systems, not from this machine.
    private IEnumerable<(HttpMethod Method, string Path)> Changing() =>
        from route in node.Routes
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is not ("GET" or "HEAD") && !route.RoutePattern.RawText!.StartsWith("/hooks", StringComparison.Ordinal)
        select (new HttpMethod(method), route.RoutePattern.RawText!.Replace("{candidate}", new string('a', 32), StringComparison.Ordinal));

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string host)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = $"{host}:{Http.BaseAddress!.Port}";
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Asking.Ct);
    }
}
