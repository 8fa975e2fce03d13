namespace ClearView.AiTool.ScoreMatch;

/// <summary>Shares a whole number among weights so that the shares add up to it (largest remainder; ties go to the first).</summary>
internal static class Spread
{
    public static int[] Over(int whole, IReadOnlyList<int> weights)
    {
        var shares = new int[weights.Count];
        var sum = weights.Sum();
        if (sum == 0)
            return shares;
        var left = whole;
        var remainders = new (int Remainder, int At)[weights.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = whole * weights[i] / sum;
            remainders[i] = (whole * weights[i] % sum, i);
            left -= shares[i];
        }
        Array.Sort(remainders, (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.At.CompareTo(b.At));
        for (var i = 0; i < left; i++)
            shares[remainders[i].At]++;
        return shares;
    }
}
