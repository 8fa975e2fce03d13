using System.Text;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Functions.HrSystems;

/// <summary>The note that a hiring team reads in its HR system.</summary>
internal static class ScoreNote
{
    private const int MostReasons = 5;

    /// <summary>Names this score, in these versions, wherever it is shown.</summary>
    public static string Marker(TenantId tenant, MatchScored match) =>
        "clearview:" + MessageId.Derive(
            tenant.Value, match.Candidate.ToString(), match.Job.ToString(),
            match.CandidateVersion.ToString(System.Globalization.CultureInfo.InvariantCulture),
            match.JobVersion.ToString(System.Globalization.CultureInfo.InvariantCulture), match.Scorer).ToString()[..20];

    /// <summary>What a reader learns: two scores that read the same need one note.</summary>
    public static string Digest(string text) => MessageId.Derive("score note", text).ToString();

    /// <summary>Without its marker.</summary>
    public static string Text(MatchScored match, string jobTitle)
    {
        var text = new StringBuilder();
        text.Append("ClearView score for \"").Append(jobTitle).Append("\": ").Append(match.Score).Append(" of 100.\n");

        var strongest = match.Points.Where(p => p.Points > 0).OrderByDescending(p => p.Points).ThenBy(p => p.What, StringComparer.Ordinal).Take(MostReasons).ToList();
        if (strongest.Count > 0)
            text.Append("What speaks for it:\n");
        foreach (var point in strongest)
            text.Append("- ").Append(point.What).Append(": ").Append(point.Points).Append(" of ").Append(point.Possible).Append(" points\n");

        var missing = match.Points.Where(p => p.Points == 0 && p.Possible > 0 && p.FromJob.Count > 0).OrderByDescending(p => p.Possible).ThenBy(p => p.What, StringComparer.Ordinal).Take(MostReasons).ToList();
        if (missing.Count > 0)
            text.Append("Not shown in the r\u00e9sum\u00e9: ").AppendJoin("; ", missing.Select(p => p.What)).Append(".\n");

        return text.Append("The score was made without the person's identity. It is one input among others: you decide.\n").ToString();
    }
}
