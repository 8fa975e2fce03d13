namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>Something of that name exists at the broker and is not what is needed. It is left as it is.</summary>
public sealed class TopologyConflictException(string what, string name, string difference, BrokerInfo broker)
    : Exception(
        $"The {what} '{name}' exists on {broker.Address} with other settings: {difference}. " +
        "Empty it, delete it and start again, or choose another virtual host.")
{
    public string Name { get; } = name;
}
