using System.Globalization;
using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Sqlite;
using ClearView.Messaging.Store.Accounts;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Cli.Accounts;

/// <param name="Broker">"embedded" or an address.</param>
internal sealed record AccountQuery(DataFolder Data, string Broker, Uri? Management, AccountOptions Options, bool Json);

/// <summary>Takes the account itself, or has the process take it that keeps the embedded broker's file to itself.</summary>
internal static class AskAccount
{
    public static async Task<int> RunAsync(AccountQuery query, CancellationToken ct)
    {
        await query.Data.NeedStoreAsync(ct);
        var progress = new ToldProgress(TimeProvider.System);
        var account = await TakeAsync(query, progress, ct);
        Console.Write(query.Json ? account.ToJson() + "\n" : AccountText.Of(account));
        return account.Whole ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<AccountAnswer> TakeAsync(AccountQuery query, ToldProgress progress, CancellationToken ct)
    {
        if (query.Broker != NodeOptions.Embedded)
            return await OnRabbitAsync(query, progress, ct);
        if (!File.Exists(query.Data.Broker))
            throw new UsageException($"'{query.Data.Path}' holds no embedded broker. Give the folder that 'up' was started with, or name a RabbitMQ: --broker amqp://…");
        try
        {
            await using var transport = new SqliteTransport(query.Data.Broker);
            // No bindings are needed to look; of what history is kept, each start says anew.
            await transport.StartAsync(new Topology([]) { HistoryTypes = RoleCatalog.Topology.HistoryTypes }, ct);
            return await HereAsync(query, transport, (_, token) => transport.InspectAsync(token), progress, ct);
        }
        catch (EmbeddedBrokerInUseException) when (EndpointFile.Read(query.Data.Endpoint) is { } endpoint)
        {
            return await ThereAsync(query, endpoint.Url, progress, ct);
        }
    }

    private static async Task<AccountAnswer> OnRabbitAsync(AccountQuery query, ToldProgress progress, CancellationToken ct)
    {
        await using var transport = new RabbitMqTransport(
            new RabbitMqOptions { Address = query.Broker, ConnectionName = "clearview account", ManagementAddress = query.Management, TopologyWatch = TimeSpan.Zero },
            NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        await transport.StartAsync(new Topology([]), ct); // no queue is made: that of a function which never ran would begin to fill
        return await HereAsync(query, transport, transport.InspectAsync, progress, ct);
    }

    private static async Task<AccountAnswer> HereAsync(
        AccountQuery query, ITransport transport, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<QueueState>>> look, ToldProgress progress, CancellationToken ct)
    {
        using var store = query.Data.OpenStore();
        return await RunningAccount.TakeAsync(transport, look, store, LocalKeyRing.Open(query.Data.Key), query.Options, progress, ct);
    }

    private static async Task<AccountAnswer> ThereAsync(AccountQuery query, string url, ToldProgress progress, CancellationToken ct)
    {
        var options = query.Options;
        (string Name, string? Value)[] values =
        [
            ("since", options.Since?.ToString("O", CultureInfo.InvariantCulture)), ("function", options.Function), ("tenant", options.Tenant),
            ("most", options.Most.ToString(CultureInfo.InvariantCulture)), ("settle", options.Settle?.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        ];
        var asked = string.Join('&', values.Where(v => v.Value is not null).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value!)}"));

        // It takes as long as history is long, and says how far it is.
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        using var answer = await http.GetAsync("/api/v1/account/messages?" + asked, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!answer.IsSuccessStatusCode)
            throw new BrokerUnavailableException($"The installation at {url} answers {(int)answer.StatusCode} and takes no account. Is it of the same version?");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            switch (AccountLine.Read(line))
            {
                case { Account: { } account }:
                    return account;
                case { Error: { } error }:
                    throw error.Contains("is no function", StringComparison.Ordinal) ? new UsageException(error) : new BrokerUnavailableException(error);
                case { Progress: { } at }:
                    progress.Report(at);
                    break;
            }
        }

        throw new BrokerUnavailableException($"The installation at {url} ended before its account was done.");
    }

    /// <summary>On standard error, when it takes long.</summary>
    private sealed class ToldProgress(TimeProvider clock) : IProgress<AccountProgress>
    {
        private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);
        private long _lastAt = clock.GetTimestamp();

        public void Report(AccountProgress value)
        {
            if (clock.GetElapsedTime(_lastAt) < _every)
                return;
            _lastAt = clock.GetTimestamp();
            Console.Error.WriteLine(AccountText.Of(value));
        }
    }
}
