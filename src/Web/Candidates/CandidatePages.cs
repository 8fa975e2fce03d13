using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Web.Layout;
using ClearView.Web.Live;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Web.Candidates;

/// <summary>/candidates and /candidates/{id}.</summary>
internal static class CandidatePages
{
    private const int RowsOfPage = 50;
    private const int LastPage = 1000;
    private static readonly string[] _states = ["anonymous", "working", "held", "dead", "refused"];

    public static void MapCandidatePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/candidates", async (HttpContext context, string? state, int? page) =>
        {
            var rows = await RowsAsync(context.RequestServices, state, page, context.RequestAborted);
            if (rows.Rows.Count == 0 && rows.Page > 1)
                throw new RequestProblemException(StatusCodes.Status404NotFound, "not-found", "The list of candidates has fewer pages. Begin at its first.");
            await Page.ShowAsync<CandidateListPage, CandidateRows>(context, rows);
        })
            .ExcludeFromDescription();
        app.MapGet("/candidates/{candidate}", async (HttpContext context, WebParts parts, string candidate) =>
            await Page.ShowAsync<CandidatePage, CandidateDetails>(context,
                await FindAsync(context.RequestServices, candidate, new OriginalOnce(parts), context.RequestAborted) ?? throw Missing()))
            .ExcludeFromDescription();

        app.MapGet("/live/candidates", (HttpContext context, string? state, int? page) =>
            LiveStream.Of<CandidateListLive, CandidateRows>(context, async (services, _, ct) => await RowsAsync(services, state, page, ct)))
            .ExcludeFromDescription();
        app.MapGet("/live/candidates/{candidate}", (HttpContext context, WebParts parts, string candidate) =>
        {
            var original = new OriginalOnce(parts);
            return LiveStream.Of<CandidateLive, CandidateDetails>(context, (services, _, ct) => FindAsync(services, candidate, original, ct));
        })
            .ExcludeFromDescription();
    }

    private static async Task<CandidateRows> RowsAsync(IServiceProvider services, string? state, int? page, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var number = Math.Clamp(page ?? 1, 1, LastPage);
        var known = _states.Contains(state) ? state : null;
        var rows = await services.GetRequiredService<CandidateList>().BestAsync(tenant, known, (number - 1) * RowsOfPage, RowsOfPage + 1, ct);

        var store = services.GetRequiredService<CandidateStore>();
        var lines = new List<CandidateRowView>();
        foreach (var row in rows.Take(RowsOfPage))
            lines.Add(new CandidateRowView(row, row.State == "anonymous" ? (await store.FindStoryAsync(tenant, row.Id, ct))?.Headline : null));
        return new CandidateRows(lines, known, number, rows.Count > RowsOfPage);
    }

    private static async Task<CandidateDetails?> FindAsync(IServiceProvider services, string candidate, OriginalOnce original, CancellationToken ct) =>
        Ids.TryCandidate(candidate, out var id) ? await services.GetRequiredService<CandidateReader>().FindAsync(id, original, ct) : null;

    private static RequestProblemException Missing() => new(StatusCodes.Status404NotFound, "not-found",
        "There is no such candidate. A r\u00e9sum\u00e9 that was just sent appears within seconds.");
}

/// <param name="State">The filter; null shows all.</param>
public sealed record CandidateRows(IReadOnlyList<CandidateRowView> Rows, string? State, int Page, bool HasMore)
{
    public string Query(int page) => State is null ? $"?page={page}" : $"?state={State}&page={page}";
}

public sealed record CandidateRowView(CandidateRow Row, string? Headline);
