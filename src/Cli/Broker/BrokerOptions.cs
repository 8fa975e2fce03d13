using ClearView.Cli.Node;
using ClearView.Messaging.RabbitMq;

namespace ClearView.Cli.Broker;

/// <summary>Which broker is meant.</summary>
/// <param name="Address">"embedded" or an amqp:// or amqps:// address.</param>
/// <param name="Data">The folder of the embedded one.</param>
internal sealed record BrokerOptions(string Address, Uri? Management, DataFolder Data)
{
    public bool IsEmbedded => Address == NodeOptions.Embedded;

    /// <summary>With the settings that processes have, so that the same topology is meant.</summary>
    public RabbitMqOptions RabbitMq => new() { Address = Address, ConnectionName = "clearview broker", ManagementAddress = Management };
}
