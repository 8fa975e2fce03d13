using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClearView.Messaging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// Lists, read to the end. Only a missing next link ends one: a page may be empty and have a next. Rows may come twice. A cursor that
/// is refused begins the list again.
/// </summary>
internal sealed class GreenhouseLists(GreenhouseApi api, GreenhouseOptions options, TimeProvider clock)
{
    public const int MostIds = 50;
    private const int MostRestarts = 5;
    private const int MostWaits = 6;
    private const int MostPages = 10_000;
    private const int MostPagesOfIds = 100;
    private const int RowsInPage = 500;
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(1);

    /// <param name="query">The first request's parameters; a following one has its cursor and nothing else.</param>
    /// <param name="waits">Whether to wait in place when Greenhouse is busy. A poll does: it would have to begin again. A function's queue waits better.</param>
    /// <exception cref="TransientFailureException">The list could not be read to the end.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        string list, string query, JsonTypeInfo<T> json, bool waits, [EnumeratorCancellation] CancellationToken ct, int mostPages = MostPages)
        where T : class
    {
        var first = $"v3/{list}?{query}";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (restarts, rows) = (0, 0L);
        var request = first;
        for (var pages = 0; request is not null; pages++)
        {
            var answer = waits ? await PatientlyAsync(request, ct) : await api.GetAsync(request, ct);
            if (answer.Status == HttpStatusCode.UnprocessableEntity)
            {
                if (request == first)
                    throw new PermanentFailureException("greenhouse.refused", $"Greenhouse refuses the parameters of the list of {list} (422).");
                if (++restarts > MostRestarts)
                    throw new TransientFailureException("greenhouse.cursor", $"The list of {list} cannot be read to its end: its cursors expire.");
                request = first;
                seen.Clear();
                continue;
            }

            foreach (var row in Rows(list, answer))
            {
                if (++rows > (long)mostPages * RowsInPage)
                    throw TooLong(list);
                yield return Read(list, row, json);
            }

            request = NextOf(list, answer.Link);
            // A digest: a cursor may be long.
            if (request is not null && !seen.Add(Stamp.PrintOf(request)))
                throw new TransientFailureException("greenhouse.cursor", $"The list of {list} leads in a circle.");
            if (request is not null && pages + 1 >= mostPages)
                throw TooLong(list);
        }
    }

    /// <summary>The rows that belong to the ids, asked for fifty at a time.</summary>
    public async IAsyncEnumerable<T> OfAsync<T>(
        string list, string filter, IEnumerable<long> ids, JsonTypeInfo<T> json, bool waits, [EnumeratorCancellation] CancellationToken ct,
        string? more = null)
        where T : class
    {
        foreach (var chunk in ids.Chunk(MostIds))
        {
            // Written out and not escaped: the vendor's own examples have plain commas.
            await foreach (var row in ReadAsync(list, $"{filter}={string.Join(',', chunk)}&per_page={RowsInPage}{more}", json, waits, ct, MostPagesOfIds))
                yield return row;
        }
    }

    private async Task<Answer> PatientlyAsync(string request, CancellationToken ct)
    {
        for (var wait = 0; ; wait++)
        {
            try
            {
                return await api.GetAsync(request, ct);
            }
            catch (TransientFailureException e) when (wait < MostWaits && e.Code != "greenhouse.credentials")
            {
                var doubled = options.ShortestWait * Math.Pow(2, wait);
                var pause = e.After is { } asked && asked > doubled ? asked : doubled;
                await Task.Delay(pause < _longestWait ? pause : _longestWait, clock, ct);
            }
        }
    }

    private static TransientFailureException TooLong(string list) =>
        new("greenhouse.too-long", $"The list of {list} has more pages or rows than any account, and is not read on.");

    private static JsonElement[] Rows(string list, Answer answer)
    {
        try
        {
            if (answer.IsWhole && JsonSerializer.Deserialize(answer.Body, GreenhouseJson.Default.JsonElementArray) is { } rows)
                return rows;
        }
        catch (JsonException)
        {
            // Said below: the exception's own text quotes what came.
        }

        throw new TransientFailureException("greenhouse.not-a-list", $"Greenhouse's answer to the list of {list} is no list.");
    }

    /// <summary>A row that cannot be read becomes one without an id, which every reader reports and leaves out.</summary>
    private static T Read<T>(string list, JsonElement row, JsonTypeInfo<T> json)
        where T : class
    {
        try
        {
            if (row.Deserialize(json) is { } read)
                return read;
        }
        catch (JsonException)
        {
            // Said by the reader, who names the list.
        }

        return JsonSerializer.Deserialize("{}"u8, json) ?? throw new InvalidOperationException($"An empty row of {list} cannot be made.");
    }

    /// <summary>
    /// Only the cursor is taken from the link, as it is written there: the host stays ours, so that no link can lead the token astray.
    /// </summary>
    internal static string? NextOf(string list, string? link)
    {
        for (var at = 0; link is not null && link.IndexOf('<', at) is var start and >= 0;)
        {
            var end = link.IndexOf('>', start);
            if (end < 0)
                break;
            at = link.IndexOf('<', end) is var following and >= 0 ? following : link.Length;
            if (!link[end..at].Replace(" ", "", StringComparison.Ordinal).Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase))
                continue;

            var url = link[(start + 1)..end];
            var query = url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..];
            var cursor = query.Split('&').FirstOrDefault(p => p.StartsWith("cursor=", StringComparison.Ordinal));
            return cursor is null
                ? throw new TransientFailureException("greenhouse.cursor", $"The next link of the list of {list} has no cursor.")
                : $"v3/{list}?{cursor}";
        }

        return null;
    }
}
