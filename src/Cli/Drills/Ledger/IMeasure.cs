namespace ClearView.Cli.Drills.Ledger;

/// <summary>Something that a drill measures beside the account.</summary>
internal interface IMeasure
{
    Measured Read(IReadOnlyList<Effect> effects, string drill);
}

/// <param name="Broken">Promises that did not hold, in sentences.</param>
internal sealed record Measured(IReadOnlyDictionary<string, double>? Figures, IReadOnlyList<string> Broken);
