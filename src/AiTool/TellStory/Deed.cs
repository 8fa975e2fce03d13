using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>A statement that tells what was done, with what makes it worth telling.</summary>
/// <param name="Best">Its strongest quantity, if any.</param>
internal sealed record Deed(Statement Statement, Opening Opening, Quantity? Best, int Rank)
{
    public bool HasFigure => Best is { Kind: > QuantityKind.Duration };
}
