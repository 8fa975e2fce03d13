using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>
/// Looks before anything is made: a start on a broker that would break a promise is refused. What needs nobody is logged, and so is what
/// could not be seen: the declaring that follows finds other arguments by itself, and no policy.
/// </summary>
internal sealed partial class GuardStart(ManagementApi? management, Intentions intended, ILogger log)
{
    /// <exception cref="TopologyConflictException">A promise would break.</exception>
    public async Task RunAsync(BrokerConnection connection, RabbitLayout layout, BrokerInfo broker, CancellationToken ct)
    {
        var differences = await LookAsync(connection, layout, ct, tells: true);
        if (differences.Where(d => d.Weight == Weight.BreaksPromise).ToList() is { Count: > 0 } broken)
            throw new TopologyConflictException(broken, broker);

        // What is missing is made next.
        foreach (var difference in differences.Where(d => !d.IsMissing))
        {
            if (difference.Weight == Weight.Repairable)
                Log.Repairable(log, difference.Text);
            else
                Log.Told(log, difference.Text);
        }
    }

    /// <summary>As far as it can be seen; all of it when the management API answers.</summary>
    /// <param name="tells">What could not be seen is logged.</param>
    public async Task<IReadOnlyList<Difference>> LookAsync(BrokerConnection connection, RabbitLayout layout, CancellationToken ct, bool tells = false)
    {
        if (management is null)
            return [.. CompareVersion.Run(connection.Capabilities, null)];

        var told = await Management.ReadAsync(management, ct);
        if (tells && told.Queues is null)
            Log.Blind(log, told.NotKnown[0].Why);
        foreach (var part in tells && told.Queues is not null ? told.NotKnown : [])
            Log.NotKnown(log, part.What, part.Why);
        return told.Queues is null
            ? [.. CompareVersion.Run(connection.Capabilities, null)]
            : CompareLayout.Run(layout, ReadBroker.Of(connection.Capabilities, told), intended);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "At RabbitMQ {Difference}. 'clearview broker plan' shows what to do.")]
        public static partial void Repairable(ILogger logger, string difference);

        [LoggerMessage(Level = LogLevel.Information, Message = "At RabbitMQ {Difference}.")]
        public static partial void Told(ILogger logger, string difference);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Whether RabbitMQ has policies or bindings that break a promise could not be seen: {Why}.")]
        public static partial void Blind(ILogger logger, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "At RabbitMQ it could not be seen: {What} ({Why}).")]
        public static partial void NotKnown(ILogger logger, string what, string why);
    }
}
