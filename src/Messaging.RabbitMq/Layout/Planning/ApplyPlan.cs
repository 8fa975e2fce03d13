using System.Diagnostics;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Layout.Planning;

/// <summary>Does what a plan says, one statement after another; what fails is said and the rest goes on, because repeating is harmless.</summary>
internal sealed class ApplyPlan(BrokerConnection connection, RabbitLayout layout, Func<CancellationToken, Task<Standing>> look, RabbitMqOptions options, TimeProvider clock)
{
    // What the broker counts is up to five seconds old.
    private static readonly TimeSpan _untilCounted = TimeSpan.FromSeconds(6);

    private readonly TimeSpan _limit = options.RpcDeadline;

    public async Task<IReadOnlyList<AppliedStep>> RunAsync(IReadOnlyList<PlannedStep> steps, CancellationToken ct)
    {
        var makesQueues = steps.Any(s => s.Change is Change.MakeQueue or Change.ReplaceQueue);
        if (makesQueues)
            await connection.OnChannelAsync(channel => channel.ExchangeDeleteAsync(RabbitLayout.Settled).WithinAsync(_limit, clock));

        var done = new List<AppliedStep>();
        Standing? fresh = null;
        foreach (var step in steps)
        {
            if (step.Change is not { } change)
            {
                done.Add(new AppliedStep(step.Text, step.Refused));
                continue;
            }

            if (change.TakesAway && fresh is null)
            {
                await Task.Delay(_untilCounted, clock, ct);
                fresh = await look(ct);
            }

            done.Add(new AppliedStep(step.Text, fresh is not null && WhyNot(change, fresh) is { } why ? why : await TryAsync(change)));
        }

        if (makesQueues)
        {
            await Task.Delay(options.NewQueuesSettle, clock, ct);
            await new DeclareLayout(new BrokerInfo("rabbitmq", connection.Version, ""), _limit, clock).MarkSettledAsync(connection);
        }

        return done;
    }

    private string? WhyNot(Change change, Standing fresh) => change switch
    {
        Change.RemoveQueue(var real) => fresh.Queues.TryGetValue(real.Name, out var queue) ? Emptiness.WhyNotRemove(queue, layout, fresh) : null,
        Change.ReplaceQueue(var spec, _, _) => fresh.Queues.TryGetValue(spec.Name, out var queue) ? Emptiness.WhyNotReplace(queue, layout, fresh) : null,
        Change.ReplaceExchange => Emptiness.WhyNotAlone(fresh),
        _ => null,
    };

    private async Task<string?> TryAsync(Change change)
    {
        try
        {
            string? failed = null;
            await connection.OnChannelAsync(async channel => failed = await DoAsync(channel, change).WithinAsync(_limit * 3, clock));
            return failed;
        }
        catch (Exception e)
        {
            return Reason.Of(e);
        }
    }

    /// <returns>What went wrong although the broker did it; null when all is well.</returns>
    private static async Task<string?> DoAsync(IChannel channel, Change change)
    {
        switch (change)
        {
            case Change.MakeExchange(var spec):
                await MakeAsync(channel, spec);
                return null;
            case Change.MakeQueue(var spec):
                await MakeAsync(channel, spec);
                return null;
            case Change.Bind(var spec):
                await channel.QueueBindAsync(spec.Queue, spec.Exchange, spec.RoutingKey);
                return null;
            case Change.BindAll(var all):
                foreach (var spec in all.Bindings)
                    await channel.QueueBindAsync(spec.Queue, spec.Exchange, spec.RoutingKey);
                foreach (var spec in all.FormerBindings)
                    await channel.QueueUnbindAsync(spec.Queue, spec.Exchange, spec.RoutingKey);
                return null;
            case Change.Unbind(var binding):
                await channel.QueueUnbindAsync(binding.Destination, binding.Exchange, binding.RoutingKey, DeclareLayout.Copy(binding.Arguments));
                return null;
            case Change.ReplaceExchange(var spec, var bindings):
                await channel.ExchangeDeleteAsync(spec.Name);
                await MakeAsync(channel, spec);
                await BindAsync(channel, bindings);
                return null;
            case Change.ReplaceQueue(var spec, var real, var bindings):
                var lost = await DeleteAsync(channel, real);
                await MakeAsync(channel, spec);
                await BindAsync(channel, bindings);
                return lost;
            case Change.RemoveQueue(var real):
                return await DeleteAsync(channel, real);
            case Change.RemoveExchange(var name):
                await channel.ExchangeDeleteAsync(name, ifUnused: true);
                return null;
            default:
                throw new UnreachableException($"Nobody does {change.GetType().Name}.");
        }
    }

    private static Task MakeAsync(IChannel channel, ExchangeSpec spec) =>
        channel.ExchangeDeclareAsync(spec.Name, spec.Type, durable: true, autoDelete: false, DeclareLayout.Copy(spec.Arguments));

    private static async Task MakeAsync(IChannel channel, QueueSpec spec) =>
        await channel.QueueDeclareAsync(spec.Name, durable: true, exclusive: false, autoDelete: false, DeclareLayout.Copy(spec.Arguments));

    private static async Task BindAsync(IChannel channel, IReadOnlyList<StandingBinding> bindings)
    {
        foreach (var binding in bindings)
        {
            if (binding.ToQueue)
                await channel.QueueBindAsync(binding.Destination, binding.Exchange, binding.RoutingKey, DeclareLayout.Copy(binding.Arguments));
            else
                await channel.ExchangeBindAsync(binding.Destination, binding.Exchange, binding.RoutingKey, DeclareLayout.Copy(binding.Arguments));
        }
    }

    // A quorum queue refuses the condition (540, and the connection ends with it): it was looked at before.
    private static async Task<string?> DeleteAsync(IChannel channel, StandingQueue queue)
    {
        var isClassic = queue.Facts?.Type == "classic";
        var deleted = await channel.QueueDeleteAsync(queue.Name, ifUnused: isClassic, ifEmpty: isClassic);
        return deleted > 0 ? $"{FindOrphans.Messages(deleted)} came in at the last moment: deleted with it" : null;
    }
}
