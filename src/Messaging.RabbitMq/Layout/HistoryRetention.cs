namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>How long the stream keeps history. It drops whole segments, each when all of it is too old or too much: later than asked, never earlier.</summary>
internal sealed record HistoryRetention(TimeSpan Age, long Bytes, long SegmentBytes)
{
    public static HistoryRetention Of(RabbitMqOptions options) => new(options.HistoryAge, options.HistoryBytes, options.HistorySegmentBytes);
}
