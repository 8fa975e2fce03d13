using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>OAuth 2.0 client credentials: gives out bearer tokens, and knows them until they expire. None survives a restart.</summary>
internal sealed class Tokens(GreenhouseOptions options, Faults faults)
{
    private const int Most = 1000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new();

    /// <summary>POST /token</summary>
    public async Task IssueAsync(HttpContext http)
    {
        if (!IsClient(http.Request.Headers.Authorization))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"token\"";
            await Refuse(http, StatusCodes.Status401Unauthorized, "invalid_client", "Send the client's id and secret as HTTP Basic user and password.");
            return;
        }
        if (await GrantTypeAsync(http) != "client_credentials")
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "unsupported_grant_type", "Send a form with grant_type=client_credentials.");
            return;
        }

        var now = options.Clock.GetUtcNow();
        Forget(now);
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _expiries[token] = now + options.TokenLifetime;
        http.Response.Headers.CacheControl = "no-store";
        await Answer.JsonAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)options.TokenLifetime.TotalSeconds,
            ["expires_at"] = WireTime.Text(now + options.TokenLifetime),
        });
    }

    /// <summary>Lets a request with a living token pass; answers 401 to any other.</summary>
    public async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            && header is { Scheme: "Bearer", Parameter: { } token }
            && _expiries.TryGetValue(token, out var expiry) && options.Clock.GetUtcNow() < expiry)
        {
            if (!faults.Strikes(Fault.ExpiredToken, Visit.Of(http)))
            {
                await next(http);
                return;
            }
            _expiries.TryRemove(token, out _);
        }
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await Answer.ErrorsAsync(http, StatusCodes.Status401Unauthorized, "The access token is missing, unknown or expired.");
    }

    private bool IsClient(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header is not { Scheme: "Basic", Parameter: { } parameter })
            return false;
        var given = new byte[parameter.Length];
        // Compared as hashes, so that the time taken tells nothing, the length included.
        return Convert.TryFromBase64String(parameter, given, out var length)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(given.AsSpan(0, length)),
                SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}")));
    }

    private static async Task<string?> GrantTypeAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted))["grant_type"];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (token, _) in _expiries.Where(entry => entry.Value <= now))
            _expiries.TryRemove(token, out _);
        foreach (var (token, _) in _expiries.OrderBy(entry => entry.Value).SkipLast(Most - 1))
            _expiries.TryRemove(token, out _);
    }

    private static Task Refuse(HttpContext http, int status, string error, string description) =>
        Answer.JsonAsync(http, status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
