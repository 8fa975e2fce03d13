using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.Sqlite;

namespace ClearView.Cli.Broker;

/// <summary>The embedded broker has queues and nothing else that could differ: no policies, no arguments, and bindings that each start makes anew.</summary>
internal static class EmbeddedTopology
{
    private static readonly NotKnown _bindings = new(
        "bindings", "they stand in no file: each start makes them from the catalogs", ByNature: true);

    /// <exception cref="UsageException">There is no embedded broker in the folder.</exception>
    /// <exception cref="EmbeddedBrokerInUseException">A process has the file open and runs no web that could be asked.</exception>
    public static async Task<TopologyReport> CheckAsync(DataFolder data, Topology topology, CancellationToken ct)
    {
        if (!File.Exists(data.Broker))
            throw new UsageException($"'{data.Path}' holds no embedded broker. Give the folder that 'up' was started with: --data DIR; or name a RabbitMQ: --broker amqp://…");

        var queues = await ReadAsync(data, ct);
        var intended = topology.Queues.Select(q => q.Queue).Append(Topology.Parking).Append(Topology.Dead).ToList();
        return new TopologyReport(
            new BrokerInfo("sqlite", "", data.Broker),
            [
                .. intended.Where(q => !queues.ContainsKey(q)).Select(q => new Difference(
                    DifferenceKind.MissingQueue, q, $"there is no queue '{q}'; the next start makes it", Weight.Repairable)),
                .. queues.Where(q => !intended.Contains(q.Key, StringComparer.Ordinal)).OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => new Difference(
                    DifferenceKind.OrphanQueue, q.Key, $"no catalog has the queue '{q.Key}': {(q.Value == 0 ? "it is empty" : $"it keeps {q.Value} of its messages, gets no more and nobody handles them")}",
                    Weight.Information)),
            ],
            [_bindings]);
    }

    private static async Task<IReadOnlyDictionary<string, long>> ReadAsync(DataFolder data, CancellationToken ct)
    {
        try
        {
            return EmbeddedQueues.Read(data.Broker);
        }
        catch (EmbeddedBrokerInUseException) when (EndpointFile.Read(data.Endpoint) is { } endpoint)
        {
            using var http = new HttpClient { BaseAddress = new Uri(endpoint.Url), Timeout = TimeSpan.FromSeconds(20) };
            var queues = JsonSerializer.Deserialize(await http.GetStringAsync("/api/v1/queues", ct), EmbeddedJson.Default.IReadOnlyListQueueLine)!;
            return queues.ToDictionary(q => q.Queue, q => q.Ready + q.InFlight + (q.Delayed ?? 0), StringComparer.Ordinal);
        }
    }
}

internal sealed record QueueLine(string Queue, long Ready, long InFlight, long? Delayed);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<QueueLine>))]
internal sealed partial class EmbeddedJson : JsonSerializerContext;
