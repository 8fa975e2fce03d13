using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClearView.Messaging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>The bearer token: asked for once, kept until shortly before its end, forgotten when it is refused.</summary>
internal sealed class GreenhouseToken(Http http, GreenhouseOptions options, TimeProvider clock) : IDisposable
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan _early = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _unsaid = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _token;
    private DateTimeOffset _until;

    /// <exception cref="TransientFailureException">There is no token to be had now.</exception>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_token is null || clock.GetUtcNow() >= _until)
                await RenewAsync(ct);
            return _token!;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Only the token that was refused: another request may have renewed it since.</summary>
    public void Forget(string refused) => Interlocked.CompareExchange(ref _token, null, refused);

    public void Dispose() => _gate.Dispose();

    private async Task RenewAsync(CancellationToken ct)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (options.UserId is { } user)
            form["sub"] = user.ToString(System.Globalization.CultureInfo.InvariantCulture);

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Token) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}")));
        var answer = await http.SendAsync(request, LargestAnswer, ct);
        if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new TransientFailureException("greenhouse.credentials",
                "Greenhouse refuses the client id and secret. Check HrSystems:Greenhouse:ClientId and ClientSecret, and that the credential is still active.",
                TimeSpan.FromMinutes(1));
        }

        if (answer.Status != HttpStatusCode.OK)
            throw new TransientFailureException("greenhouse.no-token", $"Greenhouse gave no token ({(int)answer.Status}).", answer.RetryAfter);

        var token = Read(answer);
        if (string.IsNullOrEmpty(token?.AccessToken))
            throw new TransientFailureException("greenhouse.no-token", "Greenhouse's answer to the request for a token holds none.");

        var life = token.ExpiresIn is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : _unsaid;
        _until = clock.GetUtcNow() + (life > 2 * _early ? life - _early : life / 2);
        _token = token.AccessToken;
    }

    private static TokenAnswer? Read(Answer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, GreenhouseJson.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
