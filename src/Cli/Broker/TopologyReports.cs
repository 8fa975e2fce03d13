using ClearView.Cli.Node;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Layout.Planning;

namespace ClearView.Cli.Broker;

/// <summary>Asks, prints, and says by the exit code how it stands.</summary>
internal static class TopologyReports
{
    private const int Different = 3;
    private const int NotAllSeen = 4;

    public static async Task<int> CheckAsync(BrokerOptions options, bool json, CancellationToken ct)
    {
        var report = options.IsEmbedded ? await EmbeddedTopology.CheckAsync(options.Data, RoleCatalog.Topology, ct) : await AskAsync(options, ct);
        Console.Write(json ? TopologyJson.Of(report) : TopologyText.Of(report));
        return !report.IsSame ? Different : report.IsComplete ? ExitCode.Done : NotAllSeen;

        static async Task<TopologyReport> AskAsync(BrokerOptions options, CancellationToken ct)
        {
            using var topology = new BrokerTopology(options.RabbitMq, TimeProvider.System);
            return await topology.CheckAsync(RoleCatalog.Topology, ct);
        }
    }

    public static async Task<int> PlanAsync(BrokerOptions options, PlanOptions more, bool json, CancellationToken ct)
    {
        RefuseEmbedded(options);
        using var topology = new BrokerTopology(options.RabbitMq, TimeProvider.System);
        var plan = await topology.PlanAsync(RoleCatalog.Topology, more, ct);
        Console.Write(json ? TopologyJson.Of(plan) : TopologyText.Of(plan));
        return !plan.IsEmpty ? Different : plan.NotKnown.All(n => n.ByNature) ? ExitCode.Done : NotAllSeen;
    }

    public static async Task<int> ApplyAsync(BrokerOptions options, PlanOptions more, bool json, CancellationToken ct)
    {
        RefuseEmbedded(options);
        using var topology = new BrokerTopology(options.RabbitMq, TimeProvider.System);
        var done = await topology.ApplyAsync(RoleCatalog.Topology, more, ct);
        Console.Write(json ? TopologyJson.Of(done) : TopologyText.Of(done));
        return done.All(step => step.Failed is null) ? ExitCode.Done : Different;
    }

    private static void RefuseEmbedded(BrokerOptions options)
    {
        if (options.IsEmbedded)
            throw new UsageException("The embedded broker makes its queues and bindings at each start, so there is nothing to plan. 'broker check' tells what its file holds; for RabbitMQ give --broker amqp://user:password@host:5672/vhost.");
    }
}
