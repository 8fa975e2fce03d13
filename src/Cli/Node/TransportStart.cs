using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;

namespace ClearView.Cli.Node;

/// <summary>
/// Connects to the broker before anything consumes, and again for a while when it is away; then ends the process with a clear word,
/// because a process that only looks alive wakes nobody. The same when the transport says later that it is beyond help.
/// </summary>
internal sealed partial class TransportStart(
    ITransport transport, Topology topology, BoundFunctions functions, BindingNotes notes, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<TransportStart> log) : BackgroundService
{
    // Longer than a broker takes to start: after a power cut both start at once.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(10);

    private long? _lastSaid;
    private bool _isConnected;

    /// <summary>Set when the process gave up: the host then exits with 1.</summary>
    public string? GaveUp { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first try is awaited: in the ordinary case the broker is there before the first request.
        _isConnected = await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if ((_isConnected ? null : await ConnectAsync(stoppingToken)) is not { } reason)
            reason = await transport.BeyondHelp.WaitAsync(stoppingToken);
        GaveUp = reason;
        lifetime.StopApplication();
    }

    /// <summary>Why there is no hope; null when it is connected.</summary>
    private async Task<string?> ConnectAsync(CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            await Task.Delay(_pause, clock, ct);
            try
            {
                if (await TryAsync(ct))
                    return null;
            }
            catch (TopologyConflictException e)
            {
                return e.Message;
            }

            if (clock.GetElapsedTime(since) > _patience)
                return $"The broker at {transport.Broker.Address} did not answer for {_patience.TotalSeconds:F0} s. Is it running, and is the address right?";
        }
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await transport.StartAsync(topology, ct);
            await NoteAsync(ct);
            return true;
        }
        catch (BrokerUnavailableException e)
        {
            if (_lastSaid is not { } said || clock.GetElapsedTime(said) > _quiet)
            {
                Log.Away(log, e.Message);
                _lastSaid = clock.GetTimestamp();
            }

            return false;
        }
    }

    /// <summary>A store that is away keeps nobody from work: the next start notes it, and until then the first message that came stands for it.</summary>
    private async Task NoteAsync(CancellationToken ct)
    {
        try
        {
            await notes.WriteAsync(functions.All, ct);
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException)
        {
            Log.NotNoted(log, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Since when queues are bound could not be noted: {Reason}")]
        public static partial void NotNoted(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is away, trying again: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}

/// <summary>Those whose queues the topology has.</summary>
internal sealed record BoundFunctions(IReadOnlyList<FunctionDescriptor> All);
