using System.Text;
using System.Text.Json;
using ClearView.Cli.Ai;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Functions.Notify;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Claims;
using ClearView.Messaging.History;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Sqlite;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Cli.Replays;

/// <summary>
/// A host in which a function can do nothing: its store is fenced, nothing is sent, its mails go into a folder that is thrown away, keys
/// are read only. The installation may run meanwhile, except on the embedded broker, which serves one process.
/// </summary>
internal static class ShadowHost
{
    public const int Rate = 50;
    private const int Different = 3;
    private static readonly FunctionListJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public static async Task<int> RunAsync(ReplayOptions options, DataFolder data, string broker, CancellationToken ct)
    {
        var function = Of(options.Function);
        await data.NeedStoreAsync(ct);
        var mail = Directory.CreateTempSubdirectory("clearview-shadow-");
        try
        {
            await using var services = Build(data, mail.FullName);
            await using var transport = await OpenAsync(data, broker, ct);
            var run = new ShadowRun(
                function, transport, services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<IKeyRing>(),
                services.GetRequiredService<ContractRegistry>(), TimeProvider.System, services.GetRequiredService<IClaims>());
            var report = await run.RunAsync(new ShadowOptions(options.Since, options.Limit, options.Rate ?? Rate), ct);
            Console.Write(options.Json ? JsonSerializer.Serialize(ShadowAnswer.Of(report), _json.ShadowAnswer) + "\n" : Text(report));
            return report.IsSame ? ExitCode.Done : Different;
        }
        finally
        {
            mail.Delete(recursive: true);
        }
    }

    /// <exception cref="UsageException">It is none that can be fenced.</exception>
    private static FunctionDescriptor Of(string name)
    {
        var (role, function) = RoleCatalog.All.FirstOrDefault(f => f.Function.Name == name);
        return function is null ? throw new UsageException($"'{name}' is no function. 'functions list' names them.")
            : role == Roles.Functions ? function
            : throw new UsageException($"'{name}' is of the role {RoleCatalog.Text(role)}: what it does outside of the store cannot be fenced.");
    }

    private static ServiceProvider Build(DataFolder data, string mail) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new ContractRegistry(ContractCatalog.All))
        .AddSingleton<IKeyRing>(_ => LocalKeyRing.Open(data.Key))
        .AddMessageStore(data.OpenStore(), "shadow")
        .FenceStore()
        .AddSingleton<IPersonKeys>(provider => new KeysToRead(new PersonKeys(provider.GetRequiredService<IStoreDatabase>(), provider.GetRequiredService<IKeyRing>(), TimeProvider.System)))
        .AddHiring()
        .AddSingleton(new MailFolderOptions(mail))
        .AddSingleton<MailFolder>()
        .AddFunctionsOf(RoleCatalog.Of(Roles.Functions))
        .BuildServiceProvider();

    private static IServiceCollection AddFunctionsOf(this IServiceCollection services, IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var function in functions)
            services.AddScoped(function.Function);
        return services;
    }

    /// <summary>No queue is made: a new function's would begin to fill. The embedded broker is told at each start of what it keeps history.</summary>
    private static Topology OfNobody(string broker) => new([]) { HistoryTypes = broker == NodeOptions.Embedded ? RoleCatalog.Topology.HistoryTypes : [] };

    private static async Task<ITransport> OpenAsync(DataFolder data, string broker, CancellationToken ct)
    {
        if (broker == NodeOptions.Embedded && !File.Exists(data.Broker))
            throw new UsageException($"'{data.Path}' holds no embedded broker. Give the folder that 'up' was started with, or name a RabbitMQ: --broker amqp://…");
        ITransport transport = broker == NodeOptions.Embedded
            ? new SqliteTransport(data.Broker)
            : new RabbitMqTransport(new RabbitMqOptions { Address = broker, ConnectionName = "clearview shadow", TopologyWatch = TimeSpan.Zero }, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        try
        {
            await transport.StartAsync(OfNobody(broker), ct);
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    private static string Text(ShadowReport report)
    {
        var text = new StringBuilder();
        text.Append($"'{report.Function}' would handle {report.Handled} messages of history; on {report.Failed} it fails, {report.Erased} can no longer be read.\n");
        var (same, otherBody, onlyNow, onlyThen, notKnown) = report.Messages;
        text.Append($"  it would publish: {same} as then, {otherBody} with another content, {onlyNow} that history has not; {onlyThen} of then it would not; {notKnown} cannot be compared\n");
        foreach (var row in report.Rows)
            text.Append($"  rows of {row.Table}: {row.Count} {(row.Kind == "same" ? "left as they are" : row.Kind)}{(row.Columns.Count > 0 ? $" ({string.Join(", ", row.Columns)})" : "")}\n");
        foreach (var difference in report.Differences)
            text.Append($"    {difference.What} {difference.On}{(difference.Id is { } id ? $" {id}" : "")}, by message {difference.Message}\n");
        return text.Append(report.IsSame ? "Nothing would be other than it is. Nothing was changed.\n" : "Nothing was changed.\n").ToString();
    }

    private sealed class KeysToRead(IPersonKeys keys) : IPersonKeys
    {
        public Task<DataKey> GetOrCreateAsync(TenantId tenant, string subject, CancellationToken ct) =>
            throw new PermanentFailureException("fenced", "A key would be made. Nothing is done here, only shown.");

        public Task<DataKey?> FindAsync(TenantId tenant, string subject, CancellationToken ct) => keys.FindAsync(tenant, subject, ct);

        public Task<DataKey?> FindAsync(TenantId tenant, string subject, string keyId, CancellationToken ct) => keys.FindAsync(tenant, subject, keyId, ct);
    }
}
