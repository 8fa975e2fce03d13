using System.Diagnostics;
using System.Globalization;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Bench.Rows;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Bench;

/// <summary>How long a process takes, compiling included, until all of its 50 functions consume.</summary>
internal static class StartUp
{
    public const string Verb = "startup";
    private const int Functions = 50;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    /// <summary>Prints the milliseconds since the program began. The first of all makes the queues.</summary>
    public static async Task<int> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var options = new RabbitMqOptions { Address = RowHost.Broker, ConnectionName = "bench startup", NewQueuesSettle = TimeSpan.Zero };
        var transport = new RabbitMqTransport(options, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        var functions = Enumerable.Range(0, Functions).Select(i => Function.Pure<CountRecords, BenchRecord>($"bench-start-{i}")).ToList();
        var topology = Topology.Of(functions);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new Received())
            .AddSingleton<IKeyRing, RingOfOneKey>()
            .AddSingleton<ITransport>(transport)
            .AddMessaging(new ContractRegistry([(BenchRecord.WireName, BenchJson.Default.BenchRecord)]), functions, keepsDeadLetters: false)
            .BuildServiceProvider();
        await transport.StartAsync(topology, CancellationToken.None);
        await services.GetRequiredService<FunctionHost>().StartAsync(CancellationToken.None);

        var queues = functions.Select(f => f.Queue).ToHashSet(StringComparer.Ordinal);
        while ((await transport.InspectAsync(CancellationToken.None)).Count(q => q.Consumers > 0 && queues.Contains(q.Queue)) < Functions)
        {
            if (Stopwatch.GetElapsedTime(began) > _limit)
                return 1;
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(began).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture));
        return 0;
    }
}
