using System.ComponentModel.DataAnnotations;

namespace ClearView.Messaging.History;

/// <summary>How a function catches up with history, and how long what it needs to know is kept.</summary>
public sealed class HistoryOptions
{
    /// <summary>Messages a second that one function is given from history.</summary>
    [Range(1, 100_000)] public int Rate { get; set; } = 200;

    /// <summary>While so much waits at the function, live mail included, it is given nothing from history: no live message waits behind more of it than this.</summary>
    [Range(1, 10_000)] public int Window { get; set; } = 50;

    /// <summary>
    /// How long history is read on after the function's queue was made. A message that was on its way then may enter history after it; longer
    /// than a publisher waits for a confirm, so that one which is later still was published again, and came to the queue.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Older messages are not handled from history: brokers drop their history in large pieces and late, and the inbox may have forgotten
    /// that it had them.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")] public TimeSpan Age { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How much longer than <see cref="Age"/> the inbox remembers what ended: more than clocks differ and queues hold.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")] public TimeSpan Margin { get; set; } = TimeSpan.FromDays(7);
}
