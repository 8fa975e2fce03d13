using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>A tip with its weight: the more useful one is given first.</summary>
internal sealed record TipFound(int Weight, Tip Tip)
{
    public static TipFound Of(int weight, string code, string text, Quote? where = null) => new(weight, new Tip(code, text, where));
}
