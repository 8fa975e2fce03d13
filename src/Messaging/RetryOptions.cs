using System.ComponentModel.DataAnnotations;

namespace ClearView.Messaging;

/// <summary>When and how often a failed delivery is tried again.</summary>
public sealed class RetryOptions
{
    /// <summary>Attempts before a message is dead-lettered, the first one included.</summary>
    [Range(1, 100)] public int MaxAttempts { get; set; } = 6;

    /// <summary>Repeats within one attempt, without a wait: for a lock or a lost connection.</summary>
    [Range(0, 10)] public int ImmediateRetries { get; set; } = 2;

    /// <summary>
    /// What one attempt may take, its immediate repeats included; then it is told to end, is waited for no longer, and counts as failed.
    /// Together with a brake it stays below the half hour that RabbitMQ waits for an answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:20:00")] public TimeSpan HandlingDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Waits between attempts; the last one repeats.</summary>
    public IReadOnlyList<TimeSpan> Ladder { get; set; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>The most that another side may ask us to wait; more is somebody's mistake.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Share by which a wait may grow.</summary>
    [Range(0, 1)] public double Jitter { get; set; } = 0.25;

    /// <summary>Processes that may die while they handle a message before it is set aside.</summary>
    [Range(1, 1000)] public int MaxDeaths { get; set; } = 3;
}
