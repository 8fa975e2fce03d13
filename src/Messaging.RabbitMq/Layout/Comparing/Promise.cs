namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>One of the promises of the messaging library, for the text that says which one a difference breaks.</summary>
public sealed record Promise(int Number, string Words)
{
    internal static readonly Promise Kept = new(1, "accepted means kept");
    internal static readonly Promise Once = new(2, "effects happen once");
    internal static readonly Promise Settled = new(3, "a failure is settled on purpose");
    internal static readonly Promise Poison = new(4, "poison is isolated");
    internal static readonly Promise Back = new(5, "dead letters come back");
    internal static readonly Promise History = new(9, "history");
    internal static readonly Promise Alive = new(11, "alive means working");
}
