using ClearView.Hiring;

namespace ClearView.Web.Candidates;

/// <summary>The original that a page shows: opened once for each version, however often the page is drawn again. For one page at a time.</summary>
internal sealed class OriginalOnce(WebParts parts)
{
    private string? _claim;
    private OriginalText? _text;

    public async Task<OriginalText?> OpenAsync(CandidateRow row, CancellationToken ct)
    {
        if (parts.ShowOriginal is not { } show || row.Claim == _claim)
            return _text;

        _text = await show(row, ct);
        _claim = row.Claim;
        return _text;
    }
}
