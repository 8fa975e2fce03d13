namespace ClearView.Messaging;

/// <summary>Somebody reads or writes a queue that the topology does not have.</summary>
public sealed class QueueMissingException(string queue, BrokerInfo broker)
    : Exception($"Queue '{queue}' does not exist on {broker.Name} ({broker.Address}). Is its function in a catalog of a process that was started?")
{
    public string Queue { get; } = queue;
}
