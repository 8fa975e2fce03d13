using System.ComponentModel.DataAnnotations;

namespace ClearView.Messaging.Sqlite;

/// <summary>Where the embedded broker keeps its file, and its bounds.</summary>
public sealed class SqliteTransportOptions
{
    /// <summary>The file. Beside it stand the log (-wal), the lock (.lock) and the owner's process id (.pid), all readable by their owner only.</summary>
    [Required] public string Path { get; set; } = "";

    /// <summary>Operations that may wait for the next commit; further callers wait for room.</summary>
    [Range(1, 100_000)] public int Window { get; set; } = 1024;

    /// <summary>After this long without an answer from the disk a caller is told that the broker is unavailable.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Bytes that the file may grow to; null leaves it to the disk. Beyond it publishing fails with
    /// <see cref="BrokerUnavailableException"/> until consumers made room.
    /// </summary>
    [Range(65_536, long.MaxValue)] public long? LargestFile { get; set; }

    /// <summary>How long history is kept, where there is one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")] public TimeSpan HistoryAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// What history may take of the file; beyond it the oldest goes, whatever its age. With <see cref="LargestFile"/> never more than half
    /// of that: the mail comes first.
    /// </summary>
    [Range(1, long.MaxValue)] public long HistoryBytes { get; set; } = 1L << 30;
}
