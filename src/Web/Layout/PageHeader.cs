using ClearView.Web.Live;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Layout;

/// <summary>What the top of every page shows.</summary>
/// <param name="Path">Of this page, to mark its place in the navigation.</param>
/// <param name="WaitingReviews">Shown beside the link.</param>
public sealed record PageHeader(string Path, BrokerView Broker, long WaitingReviews)
{
    internal static PageHeader Of(HttpContext context, Snapshot snapshot) =>
        new(context.Request.Path, snapshot.Broker, snapshot.Account?.HeldForReview ?? 0);

    public bool IsUnder(string path) =>
        path == "/" ? Path == "/" : Path == path || Path.StartsWith(path + "/", StringComparison.Ordinal);
}
