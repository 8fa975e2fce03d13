namespace ClearView.Cli.Eval.Pairs;

/// <summary>A résumé, a posting, and whether a reader says that the one fits the other.</summary>
internal sealed record LabelledPair(PairText Resume, PairText Job, bool Fits);

/// <summary>One side of pairs. A text that stands in several pairs is one object, so that it is read once.</summary>
internal sealed record PairText(string Name, string Text);

/// <summary>Pairs of one source.</summary>
internal sealed record PairSet(string Name, IReadOnlyList<LabelledPair> Pairs);
