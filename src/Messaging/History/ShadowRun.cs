using System.Security.Cryptography;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.History;

/// <summary>
/// Lets a function handle what history has, each message in a unit of work that is undone, and compares: what it would publish with what
/// history says was published then, the rows that it would leave with those that are there now.
/// </summary>
/// <param name="scopes">Of a host in which <see cref="IUnitOfWork"/> and <see cref="IStoreConnection"/> are fenced.</param>
public sealed class ShadowRun(
    FunctionDescriptor function, ITransport transport, IServiceScopeFactory scopes, IKeyRing keys, ContractRegistry contracts, TimeProvider clock, IClaims? claims = null)
{
    private const int MostDifferences = 100;
    private const int MostRemembered = 500_000;
    private static readonly TimeSpan _longestHandling = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _types = [.. function.WireNames];
    private readonly Dictionary<MessageId, Published> _then = [];
    private readonly HashSet<string> _typesInHistory = new(StringComparer.Ordinal);
    private readonly List<ShadowDifference> _differences = [];
    private readonly Dictionary<(string Table, string Kind, string Columns), long> _rows = [];
    private int _handled, _failed, _erased, _same, _otherBody, _onlyNow, _onlyThen, _notKnown;

    public async Task<ShadowReport> RunAsync(ShadowOptions options, CancellationToken ct)
    {
        var end = await transport.EndOfHistoryAsync(ct);
        await RememberAsync(end, ct);

        var budget = new RateBudget(options.Rate, clock);
        var handled = new HashSet<MessageId>();
        var published = new HashSet<MessageId>();
        long? first = null, last = null;
        await foreach (var (offset, message) in transport.ReadHistoryAsync(0, end, ct))
        {
            if (!_types.Contains(message.Envelope.Type) || message.Envelope.Time < options.Since || !handled.Add(message.Envelope.Id))
                continue;
            (first, last) = (first ?? offset, offset);
            await budget.SpendAsync(1, ct);
            await HandleAsync(message, published, ct);
            if (handled.Count == options.Limit)
                break;
        }

        foreach (var (id, then) in _then.Where(t => t.Value.Cause is { } cause && handled.Contains(cause) && !published.Contains(t.Key)))
        {
            _onlyThen++;
            Note(then.Cause!.Value, "only-then", then.Type, id);
        }

        return new ShadowReport(
            function.Name, first ?? end, last + 1 ?? end, _handled, _failed, _erased, new ShadowMessages(_same, _otherBody, _onlyNow, _onlyThen, _notKnown),
            [.. _rows.OrderBy(r => r.Key).Select(r => new ShadowRows(r.Key.Table, r.Key.Kind, r.Key.Columns.Length == 0 ? [] : r.Key.Columns.Split(','), r.Value))])
        {
            Differences = _differences,
        };
    }

    /// <summary>What the function published, by id. A body is remembered by its hash: ciphertexts of the same differ.</summary>
    private async Task RememberAsync(long end, CancellationToken ct)
    {
        var source = "clearview/" + function.Name;
        await foreach (var (_, message) in transport.ReadHistoryAsync(0, end, ct))
        {
            _typesInHistory.Add(message.Envelope.Type);
            if (message.Envelope.Source == source && _then.Count < MostRemembered)
                _then[message.Envelope.Id] = new Published(message.Envelope.Type, await OpenAsync(message, ct) is { } body ? Hash(body) : null, message.Envelope.CausationId);
        }
    }

    private async Task HandleAsync(OutgoingMessage message, HashSet<MessageId> published, CancellationToken ct)
    {
        if (await OpenAsync(message, ct) is not { } body)
        {
            _erased++;
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IFencedWork>();
        try
        {
            var context = new FunctionContext(function.Name, message.Envelope, body, contracts) { MayBeRepeat = true };
            var handled = contracts.Deserialize(message.Envelope.Type, body);
            await work.BeginAsync(ct);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(_longestHandling);
            await function.Subscriptions.First(s => s.WireName == message.Envelope.Type).Invoke(scope.ServiceProvider, handled, context, deadline.Token).WaitAsync(_longestHandling * 2, ct);
            foreach (var output in context.Outputs)
                Compare(message.Envelope.Id, output, published);
            foreach (var change in await work.ChangesAsync(ct))
                Count(message.Envelope.Id, change);
            _handled++;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            _failed++;
            // Not its text, which may quote what it handled.
            Note(message.Envelope.Id, "failed", (e as PermanentFailureException)?.Code ?? e.GetType().Name, null);
        }
    }

    private void Compare(MessageId cause, FunctionContext.Output output, HashSet<MessageId> published)
    {
        var type = contracts.WireNameOf(output.Message.GetType());
        if (!published.Add(output.Id))
            return; // several messages lead to this one
        if (!_then.TryGetValue(output.Id, out var then))
        {
            if (!_typesInHistory.Contains(type))
            {
                _notKnown++;
                return;
            }

            _onlyNow++;
            Note(cause, "only-now", type, output.Id);
        }
        else if (then.Hash is null)
        {
            _notKnown++;
        }
        else if (then.Type == type && then.Hash == Hash(contracts.Serialize(output.Message)))
        {
            _same++;
        }
        else
        {
            _otherBody++;
            Note(cause, "other-body", type, output.Id);
        }
    }

    private void Count(MessageId cause, RowChange change)
    {
        var key = (change.Table, change.Kind, string.Join(',', change.Columns));
        _rows[key] = _rows.GetValueOrDefault(key) + change.Count;
        if (change.Kind != "same")
            Note(cause, change.Kind, change.Table, null);
    }

    private void Note(MessageId message, string what, string on, MessageId? id)
    {
        if (_differences.Count < MostDifferences)
            _differences.Add(new ShadowDifference(message, what, on, id));
    }

    /// <summary>Null when its key was destroyed, it is not as it was sealed, or it is so old that its large body was removed.</summary>
    private async Task<byte[]?> OpenAsync(OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            if (keys.Find(message.Envelope.Tenant, message.Envelope.KeyId) is not { } key)
                return null;
            var body = Claim.IsOne(message.Body.Span) ? await claims.RedeemAsync(message.Envelope, message.Body, ct) : message.Body;
            return PayloadSeal.Open(body, key, message.Envelope);
        }
        catch (Exception e) when (e is PermanentFailureException or TransientFailureException { Code: "claim.missing" })
        {
            return null;
        }
    }

    private static string Hash(byte[] body) => Convert.ToHexString(SHA256.HashData(body));

    private sealed record Published(string Type, string? Hash, MessageId? Cause);
}
