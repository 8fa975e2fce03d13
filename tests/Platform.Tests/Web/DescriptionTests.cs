using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Platform.Tests.Web;

[Collection<SharedNode>]
public sealed class DescriptionTests(EmbeddedNode node)
{
    [Fact]
    public async Task The_description_is_openapi_3_1_and_names_no_machine()
    {
        var description = await node.Http.GetJsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.1.", description.Text("openapi"), StringComparison.Ordinal);
        Assert.False(description.TryGetProperty("servers", out var servers) && servers.GetArrayLength() > 0);
        Assert.DoesNotContain("127.0.0.1", description.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_for_programs_is_described_with_a_summary()
    {
        var paths = (await node.Http.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        var routes = node.Routes
            .Where(r => r.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) || r.RoutePattern.RawText.StartsWith("/health/", StringComparison.Ordinal))
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (Path: r.RoutePattern.RawText!, Method: m.ToLowerInvariant())))
            .ToList();

        Assert.True(routes.Count >= 12);
        Assert.All(routes, route =>
        {
            Assert.True(paths.TryGetProperty(route.Path, out var path), route.Path + " is not described");
            Assert.True(path.TryGetProperty(route.Method, out var operation), $"{route.Method} {route.Path} is not described");
            Assert.NotEmpty(operation.Text("summary"));
        });
    }

    [Fact]
    public async Task The_intake_says_what_it_takes_and_every_way_in_which_it_answers()
    {
        var paths = (await node.Http.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        var resumes = paths.GetProperty("/api/v1/resumes").GetProperty("post");
        var jobs = paths.GetProperty("/api/v1/jobs").GetProperty("post");

        Assert.Equal(["application/octet-stream", "multipart/form-data"], Names(resumes.GetProperty("requestBody").GetProperty("content")));
        Assert.Equal(["application/json"], Names(jobs.GetProperty("requestBody").GetProperty("content")));
        Assert.Equal(["202", "400", "408", "413", "415", "422", "503"], Names(resumes.GetProperty("responses")));
        Assert.Equal(["202", "400", "413", "415", "422", "503"], Names(jobs.GetProperty("responses")));
        Assert.All([resumes, jobs], operation =>
        {
            Assert.Contains(operation.GetProperty("parameters").EnumerateArray(), p => p.Text("name") == "Idempotency-Key" && p.Text("in") == "header");
            Assert.All(operation.GetProperty("responses").EnumerateObject().Where(r => r.Name != "202"),
                response => Assert.Equal(["application/problem+json"], Names(response.Value.GetProperty("content"))));
        });
    }

    [Fact]
    public async Task Ids_are_described_as_texts_and_not_as_objects()
    {
        var description = await node.Http.GetJsonAsync("/openapi/v1.json");

        var candidate = description.GetProperty("components").GetProperty("schemas").GetProperty("CandidateLine").GetProperty("properties").GetProperty("id");
        var schema = candidate.TryGetProperty("$ref", out var reference)
            ? description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : candidate;
        Assert.Equal("string", schema.Text("type"));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
}
