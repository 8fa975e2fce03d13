using System.Net;
using ClearView.Messaging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// Downloads of attachments. Their links come from outside, so only listed hosts are asked, nothing is followed, and no credential goes
/// along: the links are signed.
/// </summary>
internal sealed class AttachmentFiles(Http http, GreenhouseOptions options)
{
    /// <summary>The file, or why there is none.</summary>
    public async Task<(Answer? File, string? Problem)> DownloadAsync(string? link, CancellationToken ct)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var url) || !IsAllowed(url))
            return (null, NotAllowed);

        for (var repeated = false; ; repeated = true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                var answer = await http.SendAsync(request, Found.LargestResume, ct);
                if (answer.Status == HttpStatusCode.OK)
                    return (answer, null);
                if (answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
                    return (null, Dead);
                if (repeated || (int)answer.Status < 500)
                    return (null, $"the file store answers {(int)answer.Status}");
            }
            catch (TransientFailureException e)
            {
                if (repeated)
                    return (null, e.Code);
            }
        }
    }

    /// <summary>The link is older than its seven days, or the file is gone: a list read now has a new one.</summary>
    public const string Dead = "the link is dead";

    public const string NotAllowed = "its host is none that attachments may come from (AttachmentHosts)";

    internal bool IsAllowed(Uri url)
    {
        if (url.UserInfo.Length > 0 || !(url.Scheme == "https" || (url.Scheme == "http" && options.Base.Scheme == "http")))
            return false;
        if (url.IsLoopback)
            return options.Base.IsLoopback && url.Port == options.Base.Port;
        return string.Equals(url.IdnHost, options.Base.IdnHost, StringComparison.OrdinalIgnoreCase)
            || options.Hosts.Any(h => h.StartsWith('.')
                ? url.IdnHost.EndsWith(h, StringComparison.OrdinalIgnoreCase)
                : string.Equals(url.IdnHost, h, StringComparison.OrdinalIgnoreCase));
    }
}
