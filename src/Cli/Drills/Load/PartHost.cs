using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;

namespace ClearView.Cli.Drills.Load;

/// <summary>One process of a drill: the library as a host uses it, through its public doors, with letters for work.</summary>
internal static class PartHost
{
    /// <summary>The line that says it works.</summary>
    public static string ReadyLine(string name) => $"drill-process {name} runs";

    public static async Task<int> RunAsync(DrillPart part, string broker, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff ")).SetMinimumLevel(LogLevel.Information);
        Add(builder.Services, part, broker);
        using var host = builder.Build();
        await host.StartAsync(ct);
        Console.WriteLine(ReadyLine(part.Name));
        await host.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    private static void Add(IServiceCollection services, DrillPart part, string broker)
    {
        services.AddSingleton(new Orders(Orders.FolderIn(part.Folder)));
        if (part.Role == PartRole.Bare)
        {
            services.AddSingleton<FunctionBrakes>();
            services.AddHostedService(provider => new FollowOrders(provider.GetRequiredService<Orders>(), provider.GetRequiredService<FunctionBrakes>(), [], TimeProvider.System));
            services.AddHostedService(provider => new BareClient(part, broker, provider.GetRequiredService<Orders>(), TimeProvider.System));
            return;
        }

        var functions = part.Role == PartRole.Worker ? DrillFunctions.Of(part.Functions) : [];
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(part);
        services.AddSingleton<IKeyRing>(LocalKeyRing.Open(part.Key));
        services.AddSingleton(provider => BrokenTransport.Around(
            new RabbitMqTransport(
                new RabbitMqOptions { Address = broker, ConnectionName = "drill " + part.Name },
                provider.GetRequiredService<ILogger<RabbitMqTransport>>(), TimeProvider.System),
            part.Sabotage, provider.GetRequiredService<IKeyRing>(), TimeProvider.System));
        services.AddScoped<EffectRow>();

        // In this order they start, in the other they stop.
        services.AddHostedService(provider => new ConnectTransport(
            provider.GetRequiredService<ITransport>(), Topology.Of(DrillFunctions.Of(part.Functions)), TimeProvider.System));
        services.AddHostedService(provider => new FollowOrders(
            provider.GetRequiredService<Orders>(), provider.GetRequiredService<FunctionBrakes>(), part.Functions, TimeProvider.System));
        services.AddMessageStore(new SqliteStore(part.Store), part.Name);
        services.AddSingleton(_ => BegunJournal.Open(Path.Combine(part.Folder, "begun"), part.Name));
        services.AddOutboxRelay();
        services.AddMessaging(DrillContracts.Registry(), functions, keepsDeadLetters: part.Role == PartRole.Worker);
        if (part.Role == PartRole.Publisher)
        {
            services.AddSingleton(_ => new LedgerFile(part.Folder, part.Name));
            services.AddHostedService<PublishLetters>();
        }
    }
}
