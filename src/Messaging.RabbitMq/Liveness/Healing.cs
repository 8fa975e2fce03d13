namespace ClearView.Messaging.RabbitMq.Liveness;

/// <summary>What is done for a queue whose mail does not come, from the smallest to the last.</summary>
internal enum Healing
{
    None,

    /// <summary>Its subscription is ended, with its channel; its owner takes up another.</summary>
    Subscription,

    /// <summary>The connection of all subscriptions is replaced.</summary>
    Connection,

    /// <summary>Nothing that this process can do has helped.</summary>
    Process,
}
