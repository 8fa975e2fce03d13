using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.History;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;
using ClearView.Web;

namespace ClearView.Cli.Accounts;

/// <summary>The account that a running process takes: only the one that has an embedded broker can read its file.</summary>
internal sealed class RunningAccount(Func<IServiceProvider> services)
{
    // Each reads all of history: one at a time.
    private static readonly SemaphoreSlim _turn = new(1);

    /// <summary>How far it is, and last what was found.</summary>
    public async IAsyncEnumerable<string> RunAsync(MessageAccountRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var options = new AccountOptions(request.Since, request.Function, request.Tenant, request.Most, request.Settle);
            var lines = Channel.CreateBounded<AccountProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            var taking = TakeAsync(options, lines.Writer, ct);
            await foreach (var progress in lines.Reader.ReadAllAsync(ct))
                yield return new AccountLine(progress, null, null).ToJson();
            yield return (await taking).ToJson();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Over a broker and a store that are open.</summary>
    public static async Task<AccountAnswer> TakeAsync(
        ITransport transport, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<QueueState>>> look, IStoreDatabase store, IKeyRing keys,
        AccountOptions options, IProgress<AccountProgress>? progress, CancellationToken ct)
    {
        var notes = await new BindingNotes(store, TimeProvider.System).AllAsync(ct);
        var functions = AccountedFunction.Of(RoleCatalog.Of(Roles.All), notes);
        if (options.Function is { } asked && functions.All(f => f.Name != asked))
            throw new UsageException($"'{asked}' is no function. 'functions list' names them.");
        var account = new MessageAccount(functions, transport, look, store, keys, new HistoryOptions().Age, TimeProvider.System);
        return AccountAnswer.Of(await account.RunAsync(options, progress, ct));
    }

    private async Task<AccountLine> TakeAsync(AccountOptions options, ChannelWriter<AccountProgress> lines, CancellationToken ct)
    {
        try
        {
            var provider = services();
            var transport = provider.GetRequiredService<ITransport>();
            return new AccountLine(null, await TakeAsync(
                transport, (_, token) => transport.InspectAsync(token), provider.GetRequiredService<IStoreDatabase>(), provider.GetRequiredService<IKeyRing>(),
                options, new Told(lines), ct), null);
        }
        catch (Exception e) when (e is BrokerUnavailableException or QueueMissingException or StoreUnavailableException or UsageException)
        {
            return new AccountLine(null, null, e.Message);
        }
        finally
        {
            lines.TryComplete();
        }
    }

    private sealed class Told(ChannelWriter<AccountProgress> lines) : IProgress<AccountProgress>
    {
        public void Report(AccountProgress value) => lines.TryWrite(value);
    }
}
