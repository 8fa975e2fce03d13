using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClearView.Messaging.RabbitMq.Connecting;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>What the management API counts for one queue since the broker started, some seconds behind.</summary>
internal sealed record QueueCounts(long InFlight, long Arrived, long Settled);

/// <summary>An answer of the management API, or why there is none, in words that hold no credentials.</summary>
internal sealed record Told(JsonElement? Json, string? WhyNot);

/// <summary>The broker's management API, as far as it is there: its answers adorn the console, which does not wait for them long, and tell what AMQP does not.</summary>
internal sealed class ManagementApi : IDisposable
{
    // What adorns is waited for shortly, what decides as long as any other answer of the broker.
    private static readonly TimeSpan _glance = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _restAfterFailure = TimeSpan.FromSeconds(30);
    private const int LongestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private long? _failedAt;

    private ManagementApi(Uri address, BrokerAddress broker, TimeSpan limit, TimeProvider clock)
    {
        (_clock, _limit, User) = (clock, limit, broker.User);
        VirtualHost = Uri.EscapeDataString(broker.VirtualHost);
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{broker.User}:{broker.Password}")));
    }

    /// <summary>Null when there is none in the options.</summary>
    /// <exception cref="ArgumentException">The address is malformed, or not allowed without TLS.</exception>
    public static ManagementApi? Of(RabbitMqOptions options, BrokerAddress broker, TimeProvider clock) =>
        options.ManagementAddress is { } address ? new ManagementApi(RefusePlainUnlessNamed(address, options), broker, options.RpcDeadline, clock) : null;

    public string User { get; }

    /// <summary>As it stands in a path.</summary>
    public string VirtualHost { get; }

    /// <summary>By queue; null when the API cannot be used now.</summary>
    /// <param name="decides">Whether more than an adornment hangs on the answer: then it is asked for after a failure too.</param>
    public async Task<IReadOnlyDictionary<string, QueueCounts>?> ReadAsync(bool decides, CancellationToken ct)
    {
        if (!decides && _failedAt is { } failedAt && _clock.GetElapsedTime(failedAt) < _restAfterFailure)
            return null;

        var told = await AskAsync($"api/queues/{VirtualHost}?columns=name,messages_unacknowledged,message_stats.publish,message_stats.ack", ct, limit: decides ? _limit : _glance);
        _failedAt = told.Json is null ? _clock.GetTimestamp() : null;
        return told.Json?.EnumerateArray().ToDictionary(q => ManagementJson.Text(q, "name")!, Read, StringComparer.Ordinal);
    }

    /// <param name="path">Of a list or of one object; another kind of answer counts as none.</param>
    public async Task<Told> AskAsync(string path, CancellationToken ct, JsonValueKind kind = JsonValueKind.Array, TimeSpan? limit = null)
    {
        var longest = limit ?? _limit;
        using var deadline = new CancellationTokenSource(longest, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), either.Token);
            if (!answer.IsSuccessStatusCode)
                return new Told(null, WhyNot(answer.StatusCode));
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(either.Token));
            return json.RootElement.ValueKind == kind ? new Told(json.RootElement.Clone(), null) : new Told(null, "the management API answers something else than was asked");
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new Told(null, e switch
            {
                JsonException => "what answers there is no management API",
                OperationCanceledException => $"the management API did not answer within {longest.TotalSeconds:0} s",
                HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "the management API is not trusted or speaks no TLS",
                HttpRequestException { InnerException: { } inner } => $"the management API is not reachable: {Reason.Of(inner)}",
                _ => $"the management API is not reachable: {e.GetType().Name}",
            });
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri RefusePlainUnlessNamed(Uri management, RabbitMqOptions options)
    {
        if (management.UserInfo.Length > 0 || management.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address of the management API must be http:// or https:// without credentials: it gets those of the broker's address.");
        if (management.Scheme == "http" && !BrokerAddress.IsLoopback(management.Host) && !options.PlainHosts.Contains(management.Host, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"Asking '{management.Host}' without TLS is refused: the password would be readable. Use https://, or name the host in {nameof(RabbitMqOptions.PlainHosts)}.");
        return management;
    }

    private static string WhyNot(HttpStatusCode code) => code switch
    {
        HttpStatusCode.Unauthorized => "the management API refuses the user: the password is wrong, or it lacks the tag 'management', 'monitoring' or 'administrator' that this needs",
        HttpStatusCode.NotFound => "the management API does not know it",
        _ => $"the management API answers {(int)code}",
    };

    private static QueueCounts Read(JsonElement queue)
    {
        var stats = queue.TryGetProperty("message_stats", out var found) ? found : default;
        return new QueueCounts(Number(queue, "messages_unacknowledged"), Number(stats, "publish"), Number(stats, "ack"));
    }

    private static long Number(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
