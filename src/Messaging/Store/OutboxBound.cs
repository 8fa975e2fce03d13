namespace ClearView.Messaging.Store;

/// <summary>How much may wait in the outbox before those who take things in must wait too: the store must not fill up while the broker is away.</summary>
public static class OutboxBound
{
    public const int MostWaiting = 10_000;

    /// <summary>Who only wants to show the number counts no further.</summary>
    public const int MostCounted = 100_000;
}
