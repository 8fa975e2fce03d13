using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClearView.Broker.Tests;

/// <summary>An operator at the management API of a test's virtual host.</summary>
internal sealed class ManagementClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _host;
    private readonly string _user;

    public ManagementClient(TestHost host)
    {
        var credentials = new Uri(host.Address).UserInfo;
        (_host, _user) = (host.Name, credentials.Split(':')[0]);
        _http = new HttpClient { BaseAddress = host.Broker.ManagementAddress, Timeout = Letters.Deadline };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    public Task SetPolicyAsync(string name, string pattern, object definition, string appliesTo = "queues", int priority = 0, bool byOperator = false) => SendAsync(
        HttpMethod.Put, $"api/{(byOperator ? "operator-policies" : "policies")}/{_host}/{name}",
        new Dictionary<string, object> { ["pattern"] = pattern, ["definition"] = definition, ["apply-to"] = appliesTo, ["priority"] = priority });

    public Task SetRightsAsync(string configure, string write, string read) =>
        SendAsync(HttpMethod.Put, $"api/permissions/{_host}/{_user}", new { configure, write, read });

    /// <summary>A user of the virtual host with all rights in it and these tags; returns its password.</summary>
    public async Task<string> AddUserAsync(string name, string tags)
    {
        var password = Guid.NewGuid().ToString("N");
        await SendAsync(HttpMethod.Put, $"api/users/{name}", new { password, tags });
        await SendAsync(HttpMethod.Put, $"api/permissions/{_host}/{name}", new { configure = ".*", write = ".*", read = ".*" });
        return password;
    }

    public Task DeleteUserAsync(string name) => SendAsync(HttpMethod.Delete, $"api/users/{name}", null);

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
