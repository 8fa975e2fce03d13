using ClearView.Contracts;

namespace ClearView.Web.Layout;

/// <summary>A score, and the other side of it: on a candidate's page the job, on a job's page the candidate.</summary>
/// <param name="About">What the other side is, in a line; null when nothing is known.</param>
public sealed record MatchLine(MatchScored Match, string Id, string Name, string Address, string? About);
