using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ClearView.Bench.Pipeline;

/// <summary>Sends as an HR system would: the next after the answer, and again when it is told to wait.</summary>
internal sealed class Sender(Uri intake, Load load) : IDisposable
{
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = load.Clients }) { BaseAddress = intake, Timeout = _longestAnswer };
    private readonly List<double> _accepted = new(load.Resumes);
    private int _next;
    private int _toldToWait;

    /// <summary>Answers of 503: more was accepted than is handled.</summary>
    public int ToldToWait => _toldToWait;

    /// <summary>Milliseconds until an answer of 202 was there, sorted.</summary>
    public IReadOnlyList<double> Accepted => [.. _accepted.Order()];

    public int Sent
    {
        get
        {
            lock (_accepted)
                return _accepted.Count;
        }
    }

    public async Task SendJobAsync(CancellationToken ct)
    {
        using var body = new StringContent(load.Job(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/api/v1/jobs", UriKind.Relative), body, ct);
        answer.EnsureSuccessStatusCode();
    }

    public Task SendAllAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, load.Clients).Select(_ => Task.Run(() => SendInTurnAsync(ct), ct)));

    public void Dispose() => _http.Dispose();

    private async Task SendInTurnAsync(CancellationToken ct)
    {
        while (Interlocked.Increment(ref _next) - 1 is var number && number < load.Resumes)
        {
            while (!await IsAcceptedAsync(number, ct))
                Interlocked.Increment(ref _toldToWait);
        }
    }

    private async Task<bool> IsAcceptedAsync(int number, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var body = new ByteArrayContent(load.Resume(number)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await _http.PostAsync(new Uri("/api/v1/resumes", UriKind.Relative), body, ct);
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
        {
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), ct);
            return false;
        }

        answer.EnsureSuccessStatusCode();
        lock (_accepted)
            _accepted.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return true;
    }
}
