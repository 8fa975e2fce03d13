namespace ClearView.Cli.Eval.Pairs;

/// <summary>
/// Labelled pairs without people: postings of every occupation, and for each some who fit and some who do not, most of them near.
/// They are written with the names of our own taxonomy, so they say whether scoring works as meant and not how good it is on others' texts.
/// </summary>
internal static class InventedPairs
{
    private static readonly Nearness[] _candidates =
    [
        Nearness.Fits, Nearness.Fits, Nearness.Fits, Nearness.Wishes, Nearness.Wishes,
        Nearness.Neighbour, Nearness.Neighbour, Nearness.Neighbour, Nearness.Far, Nearness.Far,
    ];

    public static PairSet Of(int postings, int seed)
    {
        var pairs = new List<LabelledPair>();
        for (var i = 0; i < postings; i++)
        {
            var posting = InventedPosting.Of(Occupation.All[i % Occupation.All.Count], seed + i);
            for (var k = 0; k < _candidates.Length; k++)
            {
                var own = (seed + i) * 31 + k;
                var resume = new PairText($"resume {own}", InventedResume.Of(posting, _candidates[k], own, InventedIdentity.Of(own)));
                pairs.Add(new LabelledPair(resume, posting.Text, _candidates[k] == Nearness.Fits));
            }
        }
        return new PairSet("invented", pairs);
    }
}
