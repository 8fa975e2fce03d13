namespace ClearView.Web;

/// <summary>How the HR systems stood when role hr last said so.</summary>
public sealed record HrSystemsReport(DateTimeOffset At, IReadOnlyList<HrSystemLine> Systems);

/// <summary>How the reading of one HR system stands.</summary>
/// <param name="LastRead">When it was last read to its end; null when that has not happened since role hr started.</param>
/// <param name="TroubleCode">Of what keeps it from being read, e.g. greenhouse.rate-limited; null when nothing does.</param>
/// <param name="Trouble">One sentence on it for people.</param>
/// <param name="NeedsPerson">The trouble does not pass by itself.</param>
/// <param name="LeftOut">What the last reading left out: a sentence each.</param>
public sealed record HrSystemLine(
    string Name, DateTimeOffset? LastRead, string? TroubleCode, string? Trouble, bool NeedsPerson, IReadOnlyList<string> LeftOut);
