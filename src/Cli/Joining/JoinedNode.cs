using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Joining;

/// <summary>
/// A process of functions that were built apart, on the store and the broker of an installation that runs. It makes the queues of its own
/// functions and nothing else's; nobody who runs already has to know.
/// </summary>
internal static class JoinedNode
{
    public static async Task<int> RunAsync(IReadOnlyList<FunctionDescriptor> functions, DataFolder data, string broker, CancellationToken ct)
    {
        if (broker == NodeOptions.Embedded)
            throw new UsageException("The embedded broker serves one process. A function that was built apart joins on RabbitMQ: --broker amqp://user:password@host:5672/vhost.");
        await data.NeedStoreAsync(ct);

        var name = "joined-" + functions[0].Name;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        Add(builder.Services, functions, data, broker, name);
        using var host = builder.Build();
        await host.StartAsync(ct);
        Console.WriteLine($"clearview functions {string.Join(", ", functions.Select(f => f.Name))}");
        await host.WaitForShutdownAsync(ct);
        if (host.Services.GetRequiredService<TransportStart>().GaveUp is not { } reason)
            return ExitCode.Done;
        await Console.Error.WriteLineAsync("clearview: " + reason);
        return ExitCode.Failed;
    }

    private static void Add(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions, DataFolder data, string broker, string name)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IKeyRing>(_ => LocalKeyRing.Open(data.Key));
        services.AddSingleton<ITransport>(provider => new RabbitMqTransport(
            new RabbitMqOptions { Address = broker, ConnectionName = "clearview " + name },
            provider.GetRequiredService<ILogger<RabbitMqTransport>>(), TimeProvider.System));
        // Its queues alone: what history keeps is the installation's to say.
        services.AddSingleton(Topology.Of(functions));
        services.AddSingleton(new BoundFunctions(functions));
        services.AddSingleton<TransportStart>();
        services.AddHostedService(provider => provider.GetRequiredService<TransportStart>());
        services.AddMessageStore(data.OpenStore(), name);
        services.AddSingleton(_ => BegunJournal.Open(data.Control, name));
        services.AddOutboxRelay();
        services.AddMessaging(new ContractRegistry(ContractCatalog.All), functions, keepsDeadLetters: false);
        services.AddHiring();
        services.AddHostedService(provider => new BrakeFile(
            data.Control, provider.GetRequiredService<FunctionBrakes>(), TimeProvider.System, provider.GetRequiredService<ILogger<BrakeFile>>()));
    }
}
