using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ClearView.Platform.Tests.Web;

/// <summary>What programs ask of the HTTP interface, and what they expect of every answer.</summary>
internal static class Asking
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendResumeAsync(
        this HttpClient http, byte[] file, string? key = null, string name = "file", string type = "application/octet-stream", params (string Name, string Value)[] fields)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        var form = new MultipartFormDataContent { { part, "file", name } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        return http.SendAsync("/api/v1/resumes", form, key);
    }

    public static Task<HttpResponseMessage> SendBytesAsync(this HttpClient http, byte[] file, string query = "")
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return http.SendAsync("/api/v1/resumes" + query, content);
    }

    public static Task<HttpResponseMessage> SendJobAsync(this HttpClient http, string title, string text, string? key = null, string? sourceId = null) =>
        http.SendAsync("/api/v1/jobs", JsonContent.Create(sourceId is null ? (object)new { title, text } : new { title, text, sourceId }), key);

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient http, string path, string json) =>
        http.SendAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient http, string path, HttpContent content, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request, Ct);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));
        return json.RootElement.Clone();
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    /// <summary>202: the address of the status, which stands in the Location too.</summary>
    public static async Task<string> AcceptedAsync(this HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
        var status = (await answer.JsonAsync()).Text("status");
        Assert.Equal(status, answer.Headers.Location!.ToString());
        return status;
    }

    /// <summary>An error as every client may rely on it, with a sentence that says what is wrong.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal("urn:clearview:problem:" + code, problem.Text("type"));
        var detail = problem.Text("detail");
        Assert.Matches("^[A-Z].{20,}[.]$", detail);
        return detail;
    }

    /// <summary>Asks until the résumé is through, and fails when it will not be.</summary>
    public static async Task<JsonElement> ThroughAsync(this HttpClient http, string status)
    {
        var last = await http.WaitAsync(status, s => s.Text("state") is "dead" or "held" or "refused" || s.Steps().All(step => step.State != "open"));
        Assert.Equal("anonymous", last.Text("state"));
        Assert.All(last.Steps(), step => Assert.Equal("done", step.State));
        return last;
    }

    public static async Task<JsonElement> WaitAsync(this HttpClient http, string path, Func<JsonElement, bool> until)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience.Deadline);
        while (true)
        {
            var json = await http.GetJsonAsync(path);
            if (until(json))
                return json;
            if (patience.IsCancellationRequested)
                Assert.Fail($"{path} stays at {json}");
            await Task.Delay(_pause, Ct);
        }
    }

    public static IReadOnlyList<(string Name, string State)> Steps(this JsonElement status) =>
        [.. status.GetProperty("steps").EnumerateArray().Select(s => (s.Text("name"), s.Text("state")))];

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
