using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClearView.Simulators.Greenhouse;

/// <summary>Serves lists page by page, highest id first, with a next link as the only sign that there is more.</summary>
internal sealed class Listing(Account account, Cursors cursors, FileLinks links, Faults faults, GreenhouseOptions options)
{
    public async Task ServeAsync(Resource resource, HttpContext http)
    {
        var visit = Visit.Of(http);
        var (parameters, position, error) = Begin(resource, http.Request, visit);
        if (error is not null)
        {
            await Answer.ErrorsAsync(http, StatusCodes.Status422UnprocessableEntity, error);
            return;
        }
        var (query, errors) = ListQuery.Read(resource, QueryHelpers.ParseQuery(parameters));
        if (query is null)
        {
            await Answer.ErrorsAsync(http, StatusCodes.Status422UnprocessableEntity, errors);
            return;
        }

        var rows = resource.Rows();
        var left = rows.Where(row => row.Id < position.Below && query.Passes(row)).OrderByDescending(row => row.Id).ToList();
        var page = left.Take(Math.Min(query.PerPage, options.PageSizeCap)).ToList();
        var next = page.Count < left.Count ? position with { Below = page[^1].Id } : (Position?)null;
        NoteHidden(resource, parameters, rows);

        if (page.Count > 0 && faults.Strikes(Fault.EmptyPage, visit))
            (page, next) = ([], position with { Turn = position.Turn + 1 });
        else if (next is not null && faults.Strikes(Fault.DuplicateRows, visit))
            next = new Position(page[^1].Id + 1, position.Turn + 1);

        visit.Rows = page.Count;
        if (next is { } further)
            http.Response.Headers.Link = $"<{links.Base}v3/{resource.Name}?cursor={cursors.Write(resource.Name, parameters, further)}>; rel=\"next\"";
        await Answer.RowsAsync(http, StatusCodes.Status200OK, WithLinks(page, visit));
        account.MarkSeen(page.OfType<CandidateRow>().Select(row => row.Id));
    }

    /// <summary>Where the page begins: at the top for a first request, at the cursor for the others.</summary>
    private (string Parameters, Position Position, string? Error) Begin(Resource resource, HttpRequest request, Visit visit)
    {
        if (!request.Query.TryGetValue("cursor", out var cursor))
            return (request.QueryString.Value ?? "", new Position(long.MaxValue, 0), null);
        if (request.Query.Count > 1 || cursor.Count > 1)
            return ("", default, "When passing a cursor, do not include other query params.");
        if (cursors.Read(resource.Name, cursor.ToString()) is not { } cursorAt)
            return ("", default, "The cursor is not valid. Start the list again without it.");
        return faults.Strikes(Fault.CursorExpired, visit)
            ? ("", default, "The cursor has expired. Start the list again without it.")
            : (cursorAt.Parameters, cursorAt.Position, null);
    }

    private List<IRow> WithLinks(List<IRow> page, Visit visit)
    {
        if (page is not [AttachmentRow, ..])
            return page;
        var dead = faults.Strikes(Fault.ExpiredLinks, visit);
        return [.. page.Cast<AttachmentRow>().Select(row => row with { Url = links.Make(row.Id, dead) })];
    }

    private void NoteHidden(Resource resource, string parameters, IReadOnlyList<IRow> rows)
    {
        if (resource.Unasked is { } unasked && !QueryHelpers.ParseQuery(parameters).ContainsKey(unasked.Parameter)
            && rows.Any(row => resource.Words[unasked.Parameter].Of(row) != unasked.Word))
            faults.Note(Fault.HiddenJobs);
    }
}
