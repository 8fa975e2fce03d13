using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>The body of POST /v3/notes.</summary>
internal sealed record NewNote(long? CandidateId, long? UserId, string? Body, string? Visibility, long? ApplicationId = null);

/// <summary>
/// The notes, oldest first. A note is on the disk before it is listed and before it is answered. The same
/// request sent twice makes two notes, as with the vendor.
/// </summary>
internal sealed class Notes(Account account, Journal journal, Faults faults, GreenhouseOptions options)
{
    private const int Most = 200_000;
    private const int LongestBody = 65_536;
    private const long FirstId = 500_001;
    private static readonly string[] Visibilities = ["admin_only", "private", "public"];

    private readonly Lock _gate = new();
    private readonly List<NoteRow> _rows = [];
    private readonly Dictionary<long, DateTimeOffset> _shownFrom = [];

    public int Count
    {
        get { lock (_gate) return _rows.Count; }
    }

    /// <summary>What lists show.</summary>
    public IReadOnlyList<IRow> Rows()
    {
        lock (_gate)
            return [.. _rows.Where(row => !_shownFrom.TryGetValue(row.Id, out var from) || options.Clock.GetUtcNow() >= from)];
    }

    /// <summary>Takes back a note of an earlier run.</summary>
    public void Restore(NoteRow note)
    {
        lock (_gate)
            _rows.Add(note);
    }

    /// <summary>POST /v3/notes</summary>
    public async Task PostAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            await Answer.ErrorsAsync(http, StatusCodes.Status415UnsupportedMediaType, "Send the note as application/json.");
            return;
        }
        var (note, status, errors) = await ReadAsync(http);
        if (note is null)
        {
            await Answer.ErrorsAsync(http, status, errors);
            return;
        }

        var row = Write(note);
        if (row is null)
            await Answer.ErrorsAsync(http, StatusCodes.Status422UnprocessableEntity, $"The simulator keeps at most {Most} notes.");
        else if (faults.Strikes(Fault.NoteTimeout, Visit.Of(http)))
            http.Abort();
        else
            await Answer.RowAsync(http, StatusCodes.Status201Created, row);
    }

    private NoteRow? Write(NewNote note)
    {
        lock (_gate)
        {
            if (_rows.Count >= Most)
                return null;
            var now = WireTime.Ceiling(options.Clock.GetUtcNow());
            var row = new NoteRow(
                _rows.Count == 0 ? FirstId : _rows[^1].Id + 1, note.CandidateId!.Value, note.ApplicationId,
                note.UserId, note.Body!, note.Visibility!, "NOTE", now, now);
            journal.Append(new JournalEntry(JournalEntry.Note, now) { Written = row }, durably: true);
            _rows.Add(row);
            // No matter what else befalls the request: a client looks again after a lost answer above all.
            if (faults.Strikes(Fault.LateNotes))
                _shownFrom[row.Id] = options.Clock.GetUtcNow() + options.NoteLag;
            return row;
        }
    }

    private async Task<(NewNote? Note, int Status, IReadOnlyList<string> Errors)> ReadAsync(HttpContext http)
    {
        NewNote? note;
        try
        {
            note = await JsonSerializer.DeserializeAsync(http.Request.Body, WireJson.Default.NewNote, http.RequestAborted);
        }
        catch (JsonException notJson)
        {
            return (null, StatusCodes.Status400BadRequest, [$"The body is not a note in JSON: {notJson.Message}"]);
        }

        string?[] problems =
        [
            note?.CandidateId is null ? "candidate_id is missing." : null,
            options.NotesNeedUser && note?.UserId is null ? "user_id is missing: a note needs the user who writes it." : null,
            string.IsNullOrWhiteSpace(note?.Body) ? "body is missing." : null,
            note?.Body?.Length > LongestBody ? $"body is longer than {LongestBody} characters." : null,
            !Visibilities.Contains(note?.Visibility) ? $"visibility must be one of: {string.Join(", ", Visibilities)}." : null,
        ];
        var found = problems.OfType<string>().ToList();
        if (found.Count > 0)
            return (null, StatusCodes.Status422UnprocessableEntity, found);
        return account.Has(note!.CandidateId!.Value)
            ? (note, StatusCodes.Status201Created, [])
            : (null, StatusCodes.Status404NotFound, [$"There is no candidate {note.CandidateId}."]);
    }
}
