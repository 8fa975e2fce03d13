namespace ClearView.AiTool.Text;

/// <summary>What a number in a statement measures, weakest first.</summary>
internal enum QuantityKind { Duration, Count, Rate, Money, Percent, Change }

/// <summary>A number that measures something: "18 %", "a team of 12", "from 9 to 4 days".</summary>
internal readonly record struct Quantity(int Start, int End, QuantityKind Kind);
