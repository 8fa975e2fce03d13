namespace ClearView.Messaging.Sqlite;

/// <summary>One queue's copy of a message, as the table has it.</summary>
internal sealed class QueuedRow
{
    /// <summary>Place in the order of arrival; names the body that all queues of one publish share.</summary>
    public required long Seq { get; init; }

    public required Envelope Envelope { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Queues that the message went to when it arrived.</summary>
    public required int Copies { get; init; }

    public int Attempt { get; init; } = 1;

    public int Returns { get; set; }

    public FailureCause? Cause { get; init; }

    /// <summary>It was handed out before and is not now; see <see cref="SqliteQueue"/>.</summary>
    public bool PutBack { get; set; }
}
