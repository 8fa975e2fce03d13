using System.Net;
using System.Net.Http.Headers;
using ClearView.Messaging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>One request with its whole answer, within a deadline and a size. Nothing of an answer is ever part of an error's text.</summary>
internal sealed class Http(HttpClient client, TimeSpan deadline, TimeProvider clock)
{
    private static readonly TimeSpan _mostAhead = TimeSpan.FromHours(1);
    private long _aheadTicks;

    /// <summary>The other side's time, where its clock and ours differ by more than the rounding of its Date header.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>No redirects: a link that was checked must not lead on to one that was not.</summary>
    public static HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };

    /// <param name="most">More bytes than this are not read; the answer's body is then cut there.</param>
    /// <exception cref="TransientFailureException">No whole answer came. The request may have had its effect.</exception>
    public async Task<Answer> SendAsync(HttpRequestMessage request, int most, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.Headers.Date is { } theirs)
                Compare(theirs);
            var (body, isWhole) = await ReadAsync(response.Content, most, either.Token);
            return new Answer(
                response.StatusCode, body, isWhole, response.Content.Headers.ContentLength,
                response.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : null,
                After(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TransientFailureException("greenhouse.no-answer", $"Greenhouse did not answer within {deadline.TotalSeconds:0.#} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var reason = e is HttpRequestException http ? http.HttpRequestError.ToString() : e.GetType().Name;
            throw new TransientFailureException("greenhouse.no-answer", $"Greenhouse could not be reached, or its answer was cut off ({reason}).");
        }
    }

    private static async Task<(byte[] Body, bool IsWhole)> ReadAsync(HttpContent content, int most, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        while (body.Length <= most)
        {
            var read = await stream.ReadAsync(buffer, ct);
            if (read == 0)
                return (body.ToArray(), true);
            body.Write(buffer.AsSpan(0, (int)Math.Min(read, most + 1 - body.Length)));
        }

        return (body.ToArray(), false);
    }

    private void Compare(DateTimeOffset theirs)
    {
        var ahead = theirs - clock.GetUtcNow();
        // No clock of a server is that wrong: a cache or a proxy answered, or somebody who wants rows to be passed over.
        if (ahead.Duration() > _mostAhead)
            return;
        Interlocked.Exchange(ref _aheadTicks, ahead.Duration() > TimeSpan.FromSeconds(2) ? ahead.Ticks : 0);
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}

/// <param name="IsWhole">False when the body was longer than asked for and ends one byte past that.</param>
/// <param name="Length">What the other side says the body's length is.</param>
internal sealed record Answer(
    HttpStatusCode Status, byte[] Body, bool IsWhole, long? Length, string? Link, TimeSpan? RetryAfter);
