using System.Data.Common;
using ClearView.Contracts;
using ClearView.Functions.Notify;
using ClearView.Hiring;
using ClearView.HrSystems;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Sqlite;
using ClearView.Messaging.Store;
using ClearView.Messaging.Vault;
using ClearView.Web;

namespace ClearView.Cli.Node;

/// <summary>The composition root: one process with its roles, from options to a running host.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningNode(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public string Url => _app.Urls.First();

    /// <summary>Runs until Ctrl+C, a signal or <paramref name="ct"/>.</summary>
    public static async Task<int> RunAsync(NodeOptions options, CancellationToken ct)
    {
        await using var node = await StartAsync(options, null, ct);
        Console.WriteLine($"clearview {RoleCatalog.Text(options.Roles)} on {node.Url}");
        await node._app.WaitForShutdownAsync(ct);
        if ((node.Services.GetRequiredService<TransportStart>().GaveUp ?? FailureAmong(node.Services.GetServices<IHostedService>())) is not { } reason)
            return ExitCode.Done;

        await Console.Error.WriteLineAsync("clearview: " + reason);
        return ExitCode.Failed;
    }

    /// <summary>A background service that failed, by name; null when there is none. An exception's text may quote content.</summary>
    internal static string? FailureAmong(IEnumerable<IHostedService> services) => services.OfType<BackgroundService>()
        .Where(s => s.ExecuteTask is { IsFaulted: true })
        .Select(s => $"'{s.GetType().Name}' failed ({s.ExecuteTask!.Exception!.InnerException!.GetType().Name}), and the process ended with it.")
        .FirstOrDefault();

    /// <param name="controls">The demo's buttons, when this process has them itself.</param>
    public static async Task<RunningNode> StartAsync(NodeOptions options, Func<IServiceProvider, IControls>? controls, CancellationToken ct)
    {
        var keys = await OpenKeysAsync(options.Data.Make(), ct);
        var store = options.Data.OpenStore();
        await PrepareAsync(store, ct);
        await KeyCheck.RunAsync(store, keys, options.Data, ct);
        options.Data.RememberPlace();

        WebApplication? app = null;
        var starting = true;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(RunningNode).Assembly.GetName().Name });
        // What a verb answers goes to standard output, alone: a program may read it.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // What keeps it from starting is thrown, and said by whoever catches it; the host would log it before, with its stack.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && !starting);
        // Until there is a sign-in, nobody but this machine may ask.
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        AddCore(builder.Services, options, store, keys);
        if (options.Roles.HasFlag(Roles.Functions))
            AddFunctions(builder.Services, options);
        if (options.Roles.HasFlag(Roles.Ai))
            builder.AddAi(options);
        if (options.Roles.HasFlag(Roles.Hr))
            builder.AddHr(options);
        if (options.Roles.HasFlag(Roles.Web))
            builder.AddWeb(options, controls, () => app!.Services);

        app = builder.Build();
        if (options.Roles.HasFlag(Roles.Hr))
            app.MapHrWebhooks();
        if (options.Roles.HasFlag(Roles.Web))
            app.MapClearView();
        else
            app.MapGet("/health/live", () => TypedResults.Ok());

        try
        {
            await app.StartAsync(ct);
            starting = false;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        if (options.Roles.HasFlag(Roles.Web))
            EndpointFile.Write(options.Data.Endpoint, app.Urls.First());
        return new RunningNode(app);
    }

    public Task EndedAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The tables of messaging and of the domain.</summary>
    internal static async Task PrepareAsync(IStoreDatabase store, CancellationToken ct)
    {
        try
        {
            await StoreServices.PrepareAsync(store, ct);
            if (store.Engine == StoreEngine.Postgres)
                await StoreSchema.ApplyAsync(store, "hiring", PostgresHiringSchema.Scripts, ct);
            else
                await StoreSchema.ApplyAsync(store, "hiring", HiringSchema.Scripts, HiringSchema.Oldest, ct);
        }
        catch (DbException e) when (store.Engine == StoreEngine.Postgres)
        {
            throw new InvalidOperationException($"The tables of '{store.Name}' could not be made ({e.Message.TrimEnd('.')}). May its user make tables there, and is the database ClearView's own?", e);
        }
        catch (DbException e)
        {
            throw new InvalidOperationException(
                $"The store '{store.Name}' cannot be opened for writing ({e.Message.TrimEnd('.')}). Is its disk full or closed to writing, or does the folder belong to another user?", e);
        }
    }

    private static void AddCore(IServiceCollection services, NodeOptions options, IStoreDatabase store, IKeyRing keys)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(keys);
        services.AddSingleton(options.Shares);
        services.AddSingleton(HidingFile.Read(options.Data.Hiding));
        services.AddSingleton<IVault>(provider => new FileVault(options.Data.Vault, provider.GetRequiredService<IPersonKeys>()));
        services.AddSingleton(provider => Transport(options, provider));
        // Hosted services start in this order and stop in the other: the broker first, then who consumes.
        services.AddSingleton(RoleCatalog.Topology);
        services.AddSingleton(new BoundFunctions(RoleCatalog.Of(Roles.All)));
        services.AddSingleton<TransportStart>();
        services.AddHostedService(provider => provider.GetRequiredService<TransportStart>());
        services.AddMessageStore(store, options.Name);
        services.AddSingleton(_ => BegunJournal.Open(options.Data.Control, options.Name));
        // Before the functions, so that it still publishes what they commit while they finish.
        if ((options.Roles & (Roles.Web | Roles.Functions | Roles.Hr)) != Roles.None)
            services.AddOutboxRelay();
        services.AddMessaging(new ContractRegistry(ContractCatalog.All), RoleCatalog.Of(options.Roles), keepsDeadLetters: options.Roles.HasFlag(Roles.Functions));
        if (options.Roles.HasFlag(Roles.Functions))
            services.AddAutomaticRedrive(RoleCatalog.Of(Roles.All));
        services.AddHiring();
        services.AddHostedService(provider => new BrakeFile(
            options.Data.Control, provider.GetRequiredService<FunctionBrakes>(), TimeProvider.System, provider.GetRequiredService<ILogger<BrakeFile>>()));
        if (options.HandlingLog)
            services.AddSingleton(new HandlingLog(HandlingLog.PathIn(options.Data, Environment.ProcessId)));
    }

    // The key is made before the store, and the store is looked for before the key: of several roles that start at once, none meets
    // a store without its key.
    private static async Task<LocalKeyRing> OpenKeysAsync(DataFolder data, CancellationToken ct) =>
        await data.HasStoreAsync(ct) ? LocalKeyRing.Open(data.Key) : LocalKeyRing.OpenOrCreate(data.Key, TimeProvider.System);

    private static ITransport Transport(NodeOptions options, IServiceProvider services) => options.IsEmbedded
        ? new SqliteTransport(options.Data.Broker, TimeProvider.System, services.GetRequiredService<ILogger<SqliteTransport>>())
        : new RabbitMqTransport(
            new RabbitMqOptions { Address = options.Broker, ConnectionName = "clearview " + options.Name, ManagementAddress = options.Management },
            services.GetRequiredService<ILogger<RabbitMqTransport>>(), TimeProvider.System);

    private static void AddFunctions(IServiceCollection services, NodeOptions options)
    {
        services.AddSingleton(new MailFolderOptions(options.Data.Mail));
        services.AddSingleton<MailFolder>();
    }
}
