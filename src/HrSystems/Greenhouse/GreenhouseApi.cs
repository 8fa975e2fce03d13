using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClearView.Messaging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// Requests with a token. A refused token is renewed once; a reading request whose answer was lost is repeated once. Every further
/// repeat is up to the queue or the poller: they know how long to wait.
/// </summary>
internal sealed class GreenhouseApi(Http http, GreenhouseToken token, GreenhouseOptions options)
{
    private const int LargestAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(5);

    /// <summary>A note that was written may be missing from the list of notes for so long.</summary>
    public static readonly TimeSpan UntilItShows = TimeSpan.FromSeconds(2);

    /// <summary>The answer, when it is 200 or 422.</summary>
    public async Task<Answer> GetAsync(string pathAndQuery, CancellationToken ct)
    {
        Answer answer;
        try
        {
            answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Base, pathAndQuery)), ct);
        }
        catch (TransientFailureException e) when (e.Code == "greenhouse.no-answer")
        {
            answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Base, pathAndQuery)), ct);
        }

        if ((int)answer.Status >= 500)
            answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Base, pathAndQuery)), ct);
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity ? answer : throw FailureOf(answer, new PermanentFailureException(
            "greenhouse.not-found", "Greenhouse has no such list (404). BaseAddress must lead to the Harvest API, without v3."));
    }

    /// <summary>Never repeated here: a lost answer does not say that nothing was written.</summary>
    public async Task PostNoteAsync(NewNote note, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(note, GreenhouseJson.Default.NewNote);
        Answer answer;
        try
        {
            answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(options.Base, "v3/notes"))
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            }, ct);
        }
        catch (TransientFailureException e) when (e.Code == "greenhouse.no-answer")
        {
            throw new TransientFailureException("greenhouse.answer-lost",
                "The answer to a note was lost, so it may have been written. The next attempt looks for it first.", UntilItShows);
        }

        if ((int)answer.Status is < 200 or > 299)
        {
            throw FailureOf(answer, new PermanentFailureException(
                "greenhouse.gone", "Greenhouse has no such candidate any more: it was deleted, merged or made private there."));
        }
    }

    private async Task<Answer> SendAsync(Func<HttpRequestMessage> newRequest, CancellationToken ct)
    {
        for (var renewed = false; ; renewed = true)
        {
            var bearer = await token.GetAsync(ct);
            using var request = newRequest();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            var answer = await http.SendAsync(request, LargestAnswer, ct);
            // What a token is refused for had no effect, so a note is safe here too.
            if (answer.Status != HttpStatusCode.Unauthorized || renewed)
                return answer;
            token.Forget(bearer);
        }
    }

    /// <param name="notFound">What a 404 means: a list is always there, a candidate may be gone.</param>
    private Exception FailureOf(Answer answer, PermanentFailureException notFound) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests => new TransientFailureException(
            "greenhouse.rate-limited", "Greenhouse asks to wait: too many requests.", Wait(answer.RetryAfter)),
        HttpStatusCode.Unauthorized => new TransientFailureException(
            "greenhouse.credentials", "Greenhouse refuses a token that it has just given out. Check the API credential's state.", TimeSpan.FromMinutes(1)),
        HttpStatusCode.Forbidden => new PermanentFailureException(
            "greenhouse.forbidden", "Greenhouse does not allow this. Give the API credential the endpoints named in the how-to page; its user must be a site admin."),
        HttpStatusCode.NotFound => notFound,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new TransientFailureException(
            "greenhouse.down", $"Greenhouse is not well ({(int)answer.Status}).", answer.RetryAfter is null ? null : Wait(answer.RetryAfter)),
        _ => new PermanentFailureException("greenhouse.refused", $"Greenhouse refuses the request ({(int)answer.Status})."),
    };

    /// <summary>Some answers say zero, some nothing, some a date that has passed: none of them means "at once".</summary>
    private TimeSpan Wait(TimeSpan? asked) => TimeSpan.FromTicks(
        Math.Clamp((asked ?? TimeSpan.Zero).Ticks, options.ShortestWait.Ticks, _longestWait.Ticks));
}
