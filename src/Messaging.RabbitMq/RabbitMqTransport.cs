using System.ComponentModel.DataAnnotations;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Consuming;
using ClearView.Messaging.RabbitMq.History;
using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Liveness;
using ClearView.Messaging.RabbitMq.Publishing;
using ClearView.Messaging.RabbitMq.Wire;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq;

/// <summary>
/// RabbitMQ from 3.10 on: durable quorum queues, confirms, mandatory, one connection to publish and another to consume. Broken
/// connections are made again here; subscriptions end with their connection, and their owner takes them up again.
/// </summary>
public sealed class RabbitMqTransport : ITransport
{
    private const int NotFound = 404;

    private readonly RabbitMqOptions _options;
    private readonly BrokerAddress _address;
    private readonly RetryLadder _ladder;
    private readonly ManagementApi? _management;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _window;
    private readonly SemaphoreSlim _startOrStop = new(1, 1);
    private readonly GuardStart _guard;
    private readonly MendLayout _mend;
    private readonly TaskCompletionSource<string> _beyondHelp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Session? _session;
    private volatile BrokerInfo _broker;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The address is malformed, or not allowed without TLS.</exception>
    public RabbitMqTransport(RabbitMqOptions options, ILogger<RabbitMqTransport> log, TimeProvider clock)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_options, _log, _clock) = (options, log, clock);
        _address = BrokerAddress.Parse(options.Address);
        _address.RefusePlainUnlessNamed(options.PlainHosts);
        _window = new SemaphoreSlim(options.PublishWindow, options.PublishWindow);
        _ladder = new RetryLadder(options.RetryRungs);
        _management = ManagementApi.Of(options, _address, clock);
        (_guard, _mend) = (new GuardStart(_management, Intentions.Of(new RetryOptions()), log), new MendLayout(log));
        _broker = new BrokerInfo("rabbitmq", "unknown", _address.ToString());
    }

    /// <summary>The version is known from the first connection on.</summary>
    public BrokerInfo Broker => _broker;

    /// <summary>When mail waits in a queue and neither another subscription nor another connection brought it here.</summary>
    public Task<string> BeyondHelp => _beyondHelp.Task;

    /// <exception cref="TopologyConflictException">Something of a needed name exists with other settings.</exception>
    /// <exception cref="BrokerUnavailableException">The broker was not reached, did not let us in or did not answer in time.</exception>
    public async Task StartAsync(Topology topology, CancellationToken ct)
    {
        await _startOrStop.WaitAsync(ct);
        try
        {
            var layout = new RabbitLayout(topology, _ladder, _options.DeliveryLimit, HistoryRetention.Of(_options));
            if (_session is { } running)
            {
                await GuardAsync(running, layout, ct);
                await DeclareAsync(running, layout, ct);
                running.Layout = layout;
                return;
            }

            var session = await OpenSessionAsync(layout);
            try
            {
                await GuardAsync(session, layout, ct);
                await DeclareAsync(session, layout, ct);
                session.ConsumerWatch = _options.ConsumerWatch > TimeSpan.Zero
                    ? WatchConsumers.Start(session, _beyondHelp, _options.ConsumerWatch, _options.RpcDeadline, _log, _clock)
                    : null;
                session.Watch = _options.TopologyWatch > TimeSpan.Zero ? StartWatch(session) : null;
                _session = session;
            }
            catch
            {
                await EndAsync(session, graceful: false);
                throw;
            }
        }
        finally
        {
            _startOrStop.Release();
        }
    }

    public Task StopAsync(CancellationToken ct) => StopAsync(graceful: true, ct);

    /// <summary>Ends as a killed process would: sockets closed, nothing said, nothing awaited.</summary>
    internal Task AbandonAsync() => StopAsync(graceful: false, CancellationToken.None);

    public Task PublishAsync(OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            var pending = new PendingPublish(RabbitLayout.Main, message.Envelope.Type, WireEnvelope.Write(message.Envelope), message.Body);
            return Running().Publisher.PublishAsync(pending, ct);
        }
        catch (Exception e)
        {
            return Task.FromException(e); // not thrown here: callers start many and await them together
        }
    }

    /// <exception cref="QueueMissingException">There is no such queue.</exception>
    public async Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct)
    {
        var session = Running();
        var seen = _mend.Times;
        if (await ReachesAsync(session, queue, message, ct))
            return;
        if (!session.Layout.Has(queue))
            throw new QueueMissingException(queue, Broker);
        await MendAsync(session, queue, seen);
        if (!await ReachesAsync(session, queue, message, ct))
            throw new QueueMissingException(queue, Broker);
    }

    /// <exception cref="QueueMissingException">There is no such queue.</exception>
    /// <exception cref="BrokerUnavailableException">The broker is away or did not answer in time.</exception>
    public async Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefetch, ushort.MaxValue);
        ct.ThrowIfCancellationRequested();
        var session = Running();
        var connection = await session.Consuming.GetAsync(_options.RpcDeadline, ct);
        var opening = OpenConsumerAsync(session, connection, queue, prefetch);
        try
        {
            return await opening.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _ = DisposeWhenOpenAsync(opening);
            throw;
        }
    }

    /// <exception cref="QueueMissingException">No process with a history in its topology has started here.</exception>
    public Task<long> EndOfHistoryAsync(CancellationToken ct) => History(Running()).FindEndAsync(ct);

    /// <exception cref="QueueMissingException">No process with a history in its topology has started here.</exception>
    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, CancellationToken ct) => History(Running()).ReadAsync(from, to, ct);

    /// <summary>Arrived and Settled need the management API, count from the broker's start and lag by seconds.</summary>
    /// <exception cref="QueueMissingException">A queue of the topology was deleted.</exception>
    public async Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct)
    {
        var session = Running();
        session.Inspecting.StartInBackground();
        var connection = await session.Inspecting.GetAsync(_options.RpcDeadline, ct);
        return await new InspectQueues(Broker, _management, _options.RpcDeadline, _clock).RunAsync(connection, session.Layout, session.HeldOf, ct);
    }

    /// <summary>What some queues hold, of the topology or not; those that are not there are left out, and none is made. Lengths alone without the management API.</summary>
    /// <exception cref="BrokerUnavailableException">The broker is away or did not answer in time.</exception>
    public async Task<IReadOnlyList<QueueState>> InspectAsync(IReadOnlyList<string> queues, CancellationToken ct)
    {
        var session = Running();
        session.Inspecting.StartInBackground();
        var connection = await session.Inspecting.GetAsync(_options.RpcDeadline, ct);
        return await new InspectQueues(Broker, _management, _options.RpcDeadline, _clock).RunOnAsync(connection, queues, _ladder, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _management?.Dispose();
        _mend.Dispose();
    }

    private static async Task<bool> ReachesAsync(Session session, string queue, OutgoingMessage message, CancellationToken ct)
    {
        var pending = new PendingPublish("", queue, WireEnvelope.Write(message.Envelope), message.Body);
        try
        {
            await session.Publisher.PublishAsync(pending, ct);
            return true;
        }
        catch (BrokerUnavailableException) when (pending.WentNowhere)
        {
            return false;
        }
    }

    private ReadStream History(Session session) => new(
        () => ConnectAsync("history"),
        async (message, ct) =>
        {
            if (!await ReachesAsync(session, Topology.History, message, ct))
                throw new QueueMissingException(Topology.History, Broker);
        },
        Broker, _options.RpcDeadline, _clock);

    private Session Running() => _session ?? throw new BrokerUnavailableException("The broker is stopped. Start it, then try again.");

    private async Task<Session> OpenSessionAsync(RabbitLayout layout)
    {
        var toPublish = new Kept<BrokerConnection>("publishing connection", _ => ConnectAsync("publish"), _log, _clock);
        var patience = new ProbationPatience(_options.PublishDeadline);
        var publishing = new Kept<PublishLink>("publishing channel", async stop => await PublishLink.OpenAsync(
            await toPublish.GetAsync(_options.RpcDeadline, stop), patience, _options.PublishDeadline, _clock), _log, _clock);
        var consuming = new Kept<BrokerConnection>("consuming connection", _ => ConnectAsync("consume"), _log, _clock);
        var inspecting = new Kept<BrokerConnection>("inspecting connection", _ => ConnectAsync("inspect"), _log, _clock);
        var publisher = new Publisher(publishing, _window, _options.PublishDeadline, _clock);
        var session = new Session(toPublish, publishing, consuming, inspecting, publisher, new SettlementMail(publisher, _ladder)) { Layout = layout };

        await consuming.StartAsync();
        try
        {
            await toPublish.StartAsync();
            await publishing.StartAsync();
            return session;
        }
        catch
        {
            await toPublish.DisposeAsync();
            await consuming.DisposeAsync();
            throw;
        }
    }

    private async Task<BrokerConnection> ConnectAsync(string purpose)
    {
        var connection = await BrokerConnection.OpenAsync(_address, $"{_options.ConnectionName} {purpose}", _options.RpcDeadline, _clock);
        _broker = _broker with { Version = connection.Version };
        return connection;
    }

    private async Task GuardAsync(Session session, RabbitLayout layout, CancellationToken ct) =>
        await _guard.RunAsync(await session.Consuming.GetAsync(_options.RpcDeadline, ct), layout, Broker, ct);

    private WatchLayout StartWatch(Session session) => WatchLayout.Start(
        _guard, _mend, () => session.Layout,
        ct =>
        {
            session.Inspecting.StartInBackground();
            return session.Inspecting.GetAsync(_options.RpcDeadline, ct);
        },
        connection => new DeclareLayout(Broker, _options.RpcDeadline, _clock).FindMissingAsync(connection, session.Layout),
        () => DeclareAsync(session, session.Layout, CancellationToken.None), _options.TopologyWatch, _log, _clock);

    private Task MendAsync(Session session, string missing, long seen) =>
        _mend.RunAsync(missing, seen, () => DeclareAsync(session, session.Layout, CancellationToken.None));

    private async Task DeclareAsync(Session session, RabbitLayout layout, CancellationToken ct)
    {
        var connection = await session.Consuming.GetAsync(_options.RpcDeadline, ct);
        var declare = new DeclareLayout(Broker, _options.RpcDeadline, _clock);
        if (!await declare.RunAsync(connection, layout))
            return;

        session.Publisher.QueuesSettled = Task.Delay(_options.NewQueuesSettle, _clock, CancellationToken.None);
        _ = MarkSettledAsync(session, declare);
    }

    private async Task MarkSettledAsync(Session session, DeclareLayout declare)
    {
        try
        {
            await session.Publisher.QueuesSettled;
            await declare.MarkSettledAsync(await session.Consuming.GetAsync(_options.RpcDeadline, CancellationToken.None));
        }
        catch (Exception)
        {
            // Stopped, or the broker is away: not marked, so that the next start waits once more than it had to.
        }
    }

    /// <param name="mends">Once: what is gone again at once has somebody who wants it gone.</param>
    private async Task<IConsumer> OpenConsumerAsync(Session session, BrokerConnection connection, string queue, int prefetch, bool mends = true)
    {
        var seen = _mend.Times;
        try
        {
            var consumer = await RabbitMqConsumer.OpenAsync(
                queue, prefetch, connection, session.Mail, session.ProgressOf(queue), _options.RpcDeadline, _clock, ended => session.Consumers.TryRemove(ended, out _));
            session.Consumers.TryAdd(consumer, 0);
            if (consumer.HasEnded)
                session.Consumers.TryRemove(consumer, out _);
            return consumer;
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) == NotFound)
        {
            if (!mends || !session.Layout.Has(queue) || !MendLayout.IsGone(e))
                throw new QueueMissingException(queue, Broker);
            await MendAsync(session, queue, seen);
            return await OpenConsumerAsync(session, connection, queue, prefetch, mends: false);
        }
        catch (Exception e)
        {
            throw new BrokerUnavailableException($"RabbitMQ did not let us subscribe to '{queue}': {Reason.Of(e)}.");
        }
    }

    private static async Task DisposeWhenOpenAsync(Task<IConsumer> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception)
        {
            // It never opened, so there is nothing to end.
        }
    }

    private async Task StopAsync(bool graceful, CancellationToken ct)
    {
        await _startOrStop.WaitAsync(ct);
        try
        {
            if (Interlocked.Exchange(ref _session, null) is { } session)
                await EndAsync(session, graceful);
        }
        finally
        {
            _startOrStop.Release();
        }
    }

    private static async Task EndAsync(Session session, bool graceful)
    {
        var consumers = session.Consumers.Keys.ToList();
        foreach (var consumer in consumers)
            consumer.End(new BrokerUnavailableException("The broker was stopped. What the subscription held comes back."));
        if (session.ConsumerWatch is { } consumerWatch)
            await consumerWatch.DisposeAsync();
        if (session.Watch is { } watch)
            await watch.DisposeAsync();
        if (graceful)
        {
            await Task.WhenAll(consumers.Select(consumer => consumer.AcknowledgeRestAsync()));
            await session.Publishing.CloseAsync();
            await session.ToPublish.CloseAsync();
            await session.Consuming.CloseAsync();
            await session.Inspecting.CloseAsync();
        }
        else
        {
            await session.Publishing.DisposeAsync();
            await session.ToPublish.DisposeAsync();
            await session.Consuming.DisposeAsync();
            await session.Inspecting.DisposeAsync();
        }
    }
}
