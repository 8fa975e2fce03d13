using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClearView.Messaging.RabbitMq.Connecting;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>What the management API counts for one queue since the broker started, some seconds behind.</summary>
internal sealed record QueueCounts(long InFlight, long Arrived, long Settled);

/// <summary>The broker's management API, as far as it is there: its answers adorn the console, and nothing waits for them long.</summary>
internal sealed class ManagementApi : IDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _restAfterFailure = TimeSpan.FromSeconds(30);
    private const int LongestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly string _queues;
    private readonly TimeProvider _clock;
    private long? _failedAt;

    public ManagementApi(Uri address, BrokerAddress broker, TimeProvider clock)
    {
        _clock = clock;
        _queues = $"api/queues/{Uri.EscapeDataString(broker.VirtualHost)}?columns=name,messages_unacknowledged,message_stats.publish,message_stats.ack";
        _http = new HttpClient { BaseAddress = address, Timeout = _deadline, MaxResponseContentBufferSize = LongestAnswer };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{broker.User}:{broker.Password}")));
    }

    /// <summary>By queue; null when the API cannot be used now.</summary>
    public async Task<IReadOnlyDictionary<string, QueueCounts>?> ReadAsync(CancellationToken ct)
    {
        if (_failedAt is { } failedAt && _clock.GetElapsedTime(failedAt) < _restAfterFailure)
            return null;

        try
        {
            using var answer = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(_queues, UriKind.Relative), ct));
            var counts = answer.RootElement.EnumerateArray().ToDictionary(q => q.GetProperty("name").GetString()!, Read, StringComparer.Ordinal);
            _failedAt = null;
            return counts;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            _failedAt = _clock.GetTimestamp();
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static QueueCounts Read(JsonElement queue)
    {
        var stats = queue.TryGetProperty("message_stats", out var found) ? found : default;
        return new QueueCounts(Number(queue, "messages_unacknowledged"), Number(stats, "publish"), Number(stats, "ack"));
    }

    private static long Number(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
