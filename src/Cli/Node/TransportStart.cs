using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;

namespace ClearView.Cli.Node;

/// <summary>
/// Connects to the broker before anything consumes, and again for a while when it is away; then ends the process with a clear word,
/// because a process that only looks alive wakes nobody.
/// </summary>
internal sealed partial class TransportStart(
    ITransport transport, Topology topology, BoundFunctions functions, BindingNotes notes, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<TransportStart> log) : BackgroundService
{
    // Longer than a broker takes to start: after a power cut both start at once.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(10);

    private long? _lastSaid;

    /// <summary>Set when the process gave up: the host then exits with 1.</summary>
    public string? GaveUp { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first try is awaited: in the ordinary case the broker is there before the first request.
        if (!await TryAsync(cancellationToken))
            await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var since = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_pause, clock, stoppingToken);
            try
            {
                if (await TryAsync(stoppingToken))
                    return;
            }
            catch (TopologyConflictException e)
            {
                GaveUp = e.Message;
                lifetime.StopApplication();
                return;
            }

            if (clock.GetElapsedTime(since) > _patience)
            {
                GaveUp = $"The broker at {transport.Broker.Address} did not answer for {_patience.TotalSeconds:F0} s. Is it running, and is the address right?";
                lifetime.StopApplication();
                return;
            }
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
