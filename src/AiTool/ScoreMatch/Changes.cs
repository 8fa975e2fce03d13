namespace ClearView.AiTool.ScoreMatch;

/// <summary>Says what would raise a score, most first. Nothing here tells a candidate to claim what is not true.</summary>
internal static class Changes
{
    private const int Most = 8;

    public static IReadOnlyList<string> Of(PreparedCandidate candidate, PreparedJob job, ReadOnlySpan<int> points)
    {
        var changes = new List<(int Gain, int At, string Text)>();
        for (var i = 0; i < points.Length; i++)
        {
            var gain = job.Possible[i] - points[i];
            if (gain > 0)
                changes.Add((gain, i, $"{What(candidate, job, i, points[i])} (up to {gain} more {(gain == 1 ? "point" : "points")})"));
        }
        changes.Sort((a, b) => a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : a.At.CompareTo(b.At));
        return [.. changes.Take(Most).Select(change => change.Text)];
    }

    private static string What(PreparedCandidate candidate, PreparedJob job, int at, int given)
    {
        var features = candidate.Features;
        if (at == job.YearsAt)
        {
            return features.WorkMonths < job.Features.MinMonths
                ? $"{Names.Duration(job.Features.MinMonths - features.WorkMonths)} more of dated work"
                : "Years in this field: they count in full once half of the required skills are shown in dated work";
        }
        if (at == job.LevelAt)
        {
            return features.Level >= job.Features.Level
                ? "The level in this field: it counts in full once half of the required skills are shown in dated work"
                : $"A post at the level \"{Names.Level(job.Features.Level)}\"";
        }
        if (at == job.EducationAt)
        {
            return features.Education >= job.Features.Education
                ? "Education: it counts in full once half of the required skills are shown in dated work"
                : $"An education at the level \"{Names.Education(job.Features.Education)}\"";
        }
        if (at == job.WordsAt)
            return "Work described nearer to what the posting describes";
        var item = job.Items[at];
        var asked = item.AnyOf[0];
        var name = Names.AnyOf(item);
        if (given == 0)
            return $"{(item.Required ? "Required" : "Preferred")} skill not shown: {name}";
        return asked.MinMonths > 0
            ? $"More dated work with {name}: {Names.Duration(asked.MinMonths)} are asked for"
            : $"{name} shown in dated work, by this name";
    }
}
