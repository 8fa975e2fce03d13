namespace ClearView.Messaging.Store.Accounts;

/// <summary>Where one message is for one function; it is in exactly one of these.</summary>
public enum MessageState
{
    /// <summary>Committed, and not yet confirmed by the broker.</summary>
    Outbox,

    /// <summary>In the function's queue, or in a process's hand.</summary>
    Broker,

    /// <summary>In history, and the function is on its way through it.</summary>
    CatchUp,

    /// <summary>In the inbox, and its turn comes.</summary>
    Waiting,

    /// <summary>Its next attempt comes later: in the inbox, or on the broker's ladder.</summary>
    Delayed,

    Done,

    /// <summary>A later version was handled before it.</summary>
    Superseded,

    /// <summary>The key was destroyed.</summary>
    Erased,

    Dead,

    /// <summary>Dead, and somebody decided that nobody will need it.</summary>
    Discarded,

    /// <summary>A stage without a store that names nothing it publishes: what it did leaves no trace.</summary>
    NoTrace,

    /// <summary>Published before the function's queue was bound, so the function is not owed it.</summary>
    NotOwed,

    /// <summary>In none of them.</summary>
    Lost,
}
