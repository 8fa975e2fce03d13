using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool;

internal static class Quotes
{
    /// <summary>Every quote stands in the text where it says.</summary>
    public static void StandIn(string text, params IEnumerable<Quote?> quotes)
    {
        foreach (var quote in quotes)
        {
            if (quote is null)
                continue;
            Assert.InRange(quote.Start, 0, quote.End - 1);
            Assert.InRange(quote.End, 1, text.Length);
            Assert.Equal(text[quote.Start..quote.End], quote.Text);
        }
    }
}
