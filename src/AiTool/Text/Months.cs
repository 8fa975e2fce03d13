namespace ClearView.AiTool.Text;

/// <summary>Months covered by ranges that may overlap: each month counts once.</summary>
internal static class Months
{
    public static int Union(List<(int From, int To)> ranges)
    {
        ranges.Sort();
        var (covered, until) = (0, int.MinValue);
        foreach (var (from, to) in ranges)
        {
            if (to <= until)
                continue;
            covered += to - Math.Max(from, until);
            until = to;
        }
        return covered;
    }
}
