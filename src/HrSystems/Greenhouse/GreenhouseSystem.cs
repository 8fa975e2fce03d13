using System.Globalization;
using System.Runtime.CompilerServices;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>Greenhouse, by its Harvest API v3: polled in windows of time, hinted at by webhooks, written to as notes.</summary>
public sealed class GreenhouseSystem : IHrSystem, IDisposable
{
    public const string SystemName = "greenhouse";

    // After so many looks in vain, what is not there holds up nobody who waits for the end.
    private const int LooksWorthWaitingFor = 5;

    private readonly GreenhouseOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly Http _http;
    private readonly GreenhouseToken _token;
    private readonly GreenhouseApi _api;
    private readonly GreenhouseLists _lists;
    private readonly JobReading _jobs;
    private readonly CandidateReading _candidates;
    private readonly Hints _hints = new();
    private readonly GreenhouseWebhook? _webhook;

    public GreenhouseSystem(GreenhouseOptions options, KeyedDigest digests, ILogger<GreenhouseSystem> log, TimeProvider clock)
        : this(options, digests, log, clock, Http.NewHandler())
    {
    }

    internal GreenhouseSystem(GreenhouseOptions options, KeyedDigest digests, ILogger<GreenhouseSystem> log, TimeProvider clock, HttpMessageHandler handler)
    {
        (_options, _clock) = (options, clock);
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }; // each request has its own
        _http = new Http(_client, options.Deadline, clock);
        _token = new GreenhouseToken(_http, options, clock);
        _api = new GreenhouseApi(_http, _token, options);
        _lists = new GreenhouseLists(_api, options, clock);
        _jobs = new JobReading(_lists);
        // A file store has a clock of its own, which says nothing of Greenhouse's.
        _candidates = new CandidateReading(_lists, new AttachmentFiles(new Http(_client, options.Deadline, clock), options), options, digests, clock);
        _webhook = string.IsNullOrEmpty(options.WebhookSecret) ? null : new GreenhouseWebhook(options, _hints, log);
    }

    public static IHrSystem Create(IConfigurationSection section, IServiceProvider services) => new GreenhouseSystem(
        GreenhouseOptions.Read(section), services.GetRequiredService<KeyedDigest>(), services.GetRequiredService<ILogger<GreenhouseSystem>>(), services.GetRequiredService<TimeProvider>());

    public string Name => SystemName;

    public TimeSpan PollEvery => TimeSpan.FromSeconds(_options.PollSeconds);

    public TimeSpan ScoresShowAfter => GreenhouseApi.UntilItShows;

    public async IAsyncEnumerable<Found> PollAsync(string? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        var at = GreenhouseCheckpoint.Read(checkpoint);
        var hints = _hints.Look();
        foreach (var (candidate, _) in hints)
            at.LookAgain(candidate, new SecondLook(0, DateTimeOffset.MinValue));

        await _token.GetAsync(ct); // and with it Greenhouse's clock
        // Never past our own clock: what is dated later comes with a later poll, and a wrong Date header passes over no row.
        var end = Earlier(at.WindowEnd ?? _http.Now, _clock.GetUtcNow());
        var window = Window(at.UpTo is { } upTo ? Earlier(upTo, end) - _options.Overlap : _options.Since ?? DateTimeOffset.UnixEpoch, end);

        await foreach (var found in _jobs.ReadAsync(at, window, ct))
            yield return found;
        await foreach (var found in ReadCandidatesAsync(at, window, end, ct))
            yield return found;

        var quietSince = at.UpTo;
        at.Finish(end);
        _hints.Done(hints);
        // Nothing new and little time gone by: the same little is read again, and nothing is written for it.
        if (at.HasNews || quietSince is null || (end - quietSince.Value).Duration() > _options.Overlap / 2)
            yield return new Found.UpTo(at.Write());
        if (at.Again.Values.Any(a => a.Looks <= LooksWorthWaitingFor))
            yield return new Found.Later();
    }

    private async IAsyncEnumerable<Found> ReadCandidatesAsync(
        GreenhouseCheckpoint at, string window, DateTimeOffset end, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = new SortedSet<long>(at.Again.Where(a => a.Value.NotBefore <= _clock.GetUtcNow()).Select(a => a.Key));
        await foreach (var id in _candidates.ChangedAsync(at, window, ct))
        {
            if (id == 0)
                yield return JobReading.Unreadable("candidates, applications or attachments");
            else if (id > at.After)
                ids.Add(id);
        }

        foreach (var chunk in ids.Chunk(GreenhouseLists.MostIds))
        {
            await foreach (var found in _candidates.ReadAsync(at, chunk, ct))
                yield return found;
            if (at.Again.Count > GreenhouseCheckpoint.MostAgain)
            {
                throw new TransientFailureException("greenhouse.files",
                    "More than a thousand r\u00e9sum\u00e9s could not be downloaded. Check that the file store can be reached, and AttachmentHosts.");
            }

            (at.WindowEnd, at.After) = (end, Math.Max(at.After, chunk[^1]));
            if (chunk.Length == GreenhouseLists.MostIds)
                yield return new Found.UpTo(at.Write());
        }
    }

    public async Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct)
    {
        if (!long.TryParse(request.CandidateSourceId, NumberStyles.None, CultureInfo.InvariantCulture, out var candidate))
            throw new PermanentFailureException("greenhouse.bad-id", "The candidate's id in the request is none of Greenhouse's.");

        await foreach (var note in _lists.OfAsync("notes", "candidate_ids", [candidate], GreenhouseJson.Default.NoteRow, waits: false, ct))
        {
            if (note.Body?.Contains(request.Marker, StringComparison.Ordinal) == true)
                return true;
        }

        long? application = long.TryParse(request.Application.SourceId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        await _api.PostNoteAsync(new NewNote(candidate, application, _options.UserId, request.Text, _options.NoteVisibility), ct);
        return false;
    }

    public void MapWebhooks(IEndpointRouteBuilder routes, Action wake) => _webhook?.Map(routes, wake);

    public void Dispose()
    {
        _token.Dispose();
        _client.Dispose();
    }

    /// <summary>Both sides always: lists go down by id, so a lower bound alone would let the checkpoint run past rows still to come.</summary>
    private static string Window(DateTimeOffset from, DateTimeOffset to) =>
        $"updated_at=gte|{Iso(from)}|lte|{Iso(to)}&per_page=500";

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
