using System.Text.Json;

namespace ClearView.Cli.Eval;

/// <summary>Some of many: n of N with the bounds between which the true share lies in 95 of 100 samples.</summary>
internal sealed class Portion
{
    public long Some { get; private set; }

    public long All { get; private set; }

    public double Share => All == 0 ? 0 : (double)Some / All;

    /// <summary>Wilson's interval: unlike the plain one it holds for shares near 0, where all that matters here lies.</summary>
    public (double Low, double High) Interval => Wilson(Some, All);

    public void Count(bool hit) => Count(hit ? 1 : 0, 1);

    public void Count(long some, long all)
    {
        Some += some;
        All += all;
    }

    /// <summary>The most by which the first share exceeds the second, at the 97.5 % quantile: Newcombe's bound of two Wilson intervals.</summary>
    public static double MostAbove(Portion first, Portion second)
    {
        var (upper, lower) = (first.Interval.High - first.Share, second.Share - second.Interval.Low);
        return first.Share - second.Share + Math.Sqrt(upper * upper + lower * lower);
    }

    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", Some);
        json.WriteNumber("of", All);
        json.WriteNumber("share", Math.Round(Share, 5));
        json.WriteNumber("low", Math.Round(Interval.Low, 5));
        json.WriteNumber("high", Math.Round(Interval.High, 5));
        json.WriteEndObject();
    }

    public override string ToString() => All == 0
        ? "none there"
        : FormattableString.Invariant($"{Share * 100:0.00} % ({Some} of {All}; {Interval.Low * 100:0.00} to {Interval.High * 100:0.00})");

    private static (double Low, double High) Wilson(double some, double all)
    {
        const double Z = 1.959964;
        if (all == 0)
            return (0, 1);
        var share = some / all;
        var centre = (share + Z * Z / (2 * all)) / (1 + Z * Z / all);
        var half = Z / (1 + Z * Z / all) * Math.Sqrt(share * (1 - share) / all + Z * Z / (4 * all * all));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
