using System.ComponentModel.DataAnnotations;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Layout.Planning;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>
/// The intended topology against the real one, outside of a running process: looks, plans, applies. Without the management API it sees only
/// what AMQP tells, and says what it did not see.
/// </summary>
public sealed class BrokerTopology : IDisposable
{
    private const string NoManagement = "the address of the management API was not given";

    private readonly RabbitMqOptions _options;
    private readonly Intentions _intended;
    private readonly TimeProvider _clock;
    private readonly BrokerAddress _address;
    private readonly ManagementApi? _management;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The address is malformed, or not allowed without TLS.</exception>
    public BrokerTopology(RabbitMqOptions options, TimeProvider clock, RetryOptions? retries = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_options, _clock, _intended) = (options, clock, Intentions.Of(retries ?? new RetryOptions()));
        _address = BrokerAddress.Parse(options.Address);
        _address.RefusePlainUnlessNamed(options.PlainHosts);
        _management = ManagementApi.Of(options, _address, clock);
    }

    /// <summary>Changes nothing.</summary>
    /// <exception cref="BrokerUnavailableException">The broker was not reached, did not let us in or did not answer in time.</exception>
    public async Task<TopologyReport> CheckAsync(Topology topology, CancellationToken ct)
    {
        await using var connection = await ConnectAsync();
        var layout = LayoutOf(topology);
        var standing = await LookAsync(connection, layout, ct);
        return new TopologyReport(InfoOf(connection), CompareLayout.Run(layout, standing, _intended), standing.NotKnown);
    }

    /// <summary>Changes nothing.</summary>
    /// <exception cref="BrokerUnavailableException">The broker was not reached, did not let us in or did not answer in time.</exception>
    public async Task<TopologyPlan> PlanAsync(Topology topology, PlanOptions options, CancellationToken ct)
    {
        await using var connection = await ConnectAsync();
        return await PlanAsync(connection, LayoutOf(topology), options, ct);
    }

    /// <summary>Makes a plan and does it. What is refused or fails is among the answers; the rest is done.</summary>
    /// <exception cref="BrokerUnavailableException">The broker was not reached, did not let us in or did not answer in time.</exception>
    public async Task<IReadOnlyList<AppliedStep>> ApplyAsync(Topology topology, PlanOptions options, CancellationToken ct)
    {
        await using var connection = await ConnectAsync();
        var layout = LayoutOf(topology);
        var plan = await PlanAsync(connection, layout, options, ct);
        return await new ApplyPlan(connection, layout, again => LookAsync(connection, layout, again), _options, _clock).RunAsync(plan.Steps, ct);
    }

    public void Dispose() => _management?.Dispose();

    private RabbitLayout LayoutOf(Topology topology) => new(topology, new RetryLadder(_options.RetryRungs), _options.DeliveryLimit, HistoryRetention.Of(_options));

    private BrokerInfo InfoOf(BrokerConnection connection) => new("rabbitmq", connection.Version, _address.ToString());

    private Task<BrokerConnection> ConnectAsync() => BrokerConnection.OpenAsync(_address, $"{_options.ConnectionName} topology", _options.RpcDeadline, _clock);

    private async Task<TopologyPlan> PlanAsync(BrokerConnection connection, RabbitLayout layout, PlanOptions options, CancellationToken ct)
    {
        var standing = await LookAsync(connection, layout, ct);
        return new TopologyPlan(InfoOf(connection), PlanChanges.Run(layout, standing, _intended, options), standing.NotKnown);
    }

    private async Task<Standing> LookAsync(BrokerConnection connection, RabbitLayout layout, CancellationToken ct)
    {
        var management = _management is null ? Management.Unknown(NoManagement) : await Management.ReadAsync(_management, ct);
        return await new ReadBroker(_options.RpcDeadline, _clock).RunAsync(connection, layout, management);
    }
}
