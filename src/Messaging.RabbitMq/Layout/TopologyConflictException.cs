using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>Something at the broker is not what is needed, and a promise would break. It is left as it is.</summary>
public sealed class TopologyConflictException : Exception
{
    private const string Next = "'clearview broker plan' shows what to do; or choose another virtual host.";

    public TopologyConflictException(string what, string name, string difference, BrokerInfo broker)
        : base($"The {what} '{name}' exists on {broker.Address} with other settings: {difference}. {Next}") => Name = name;

    internal TopologyConflictException(IReadOnlyList<Difference> broken, BrokerInfo broker)
        : base($"RabbitMQ at {broker.Address} would break what is promised: {string.Join("; ", broken.Select(Text))}. {Next}") =>
        (Name, Differences) = (broken[0].Name, broken);

    /// <summary>Of the first thing that differs.</summary>
    public string Name { get; }

    /// <summary>All that break a promise, as far as the management API told; empty when the broker itself refused.</summary>
    public IReadOnlyList<Difference> Differences { get; } = [];

    private static string Text(Difference difference) =>
        $"{difference.Text} (promise {difference.Promise!.Number}, {difference.Promise.Words}). {difference.Remedy!.TrimEnd('.')}";
}
