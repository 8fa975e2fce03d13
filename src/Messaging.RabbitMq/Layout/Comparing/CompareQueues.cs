using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Queues that are missing or are not what they should be. A queue's arguments never change: only another queue has others.</summary>
internal static class CompareQueues
{
    private const string Remedy = "Let it run empty, stop all processes and run 'broker apply --replace-empty'.";

    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing, Intentions intended)
    {
        foreach (var spec in layout.Queues)
        {
            if (!standing.Queues.TryGetValue(spec.Name, out var found))
                yield return Difference.Repaired(DifferenceKind.MissingQueue, spec.Name, $"there is no queue '{spec.Name}'");
            else if (found.Refusal is { } text)
                yield return OfRefusal(spec, text);
            else if (found.Facts is { } facts)
            {
                foreach (var difference in Of(spec, facts, intended))
                    yield return difference;
            }
        }
    }

    private static IEnumerable<Difference> Of(QueueSpec spec, QueueFacts facts, Intentions intended)
    {
        var type = spec.Arguments.TextOf(Arguments.QueueType)!;
        if (facts.Type != type)
        {
            yield return spec.IsStream
                ? Difference.Breaks(Promise.History, DifferenceKind.OtherType, spec.Name,
                    $"the queue '{spec.Name}' is of the type {facts.Type}; intended is {type}: who reads it takes it away", Remedy)
                : Difference.Breaks(Promise.Kept, DifferenceKind.OtherType, spec.Name,
                    $"the queue '{spec.Name}' is of the type {facts.Type}; intended is {type}: its mail is not written down by several nodes", Remedy);
        }

        if (!facts.Durable || facts.AutoDelete || facts.Exclusive)
        {
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.OtherType, spec.Name,
                $"the queue '{spec.Name}' may vanish with all it holds: it is {(!facts.Durable ? "not durable" : facts.AutoDelete ? "deleted with its last consumer" : "exclusive to one connection")}", Remedy);
        }

        foreach (var (name, real, wanted) in Arguments.Differences(spec.Arguments, facts.Arguments).Where(a => a.Name != Arguments.QueueType))
        {
            var text = $"the queue '{spec.Name}' has {name} {real}; intended is {wanted}";
            if (name == Arguments.ConsumerTimeout && IsLongEnough(facts, intended))
                yield return Difference.Told(DifferenceKind.OtherArgument, spec.Name, text);
            else if (!spec.IsStream && Broken(name) is var (kind, promise, why))
                yield return Difference.Breaks(promise, kind, spec.Name, text + why, Remedy);
            else
                yield return Difference.Told(DifferenceKind.OtherArgument, spec.Name, text);
        }
    }

    /// <summary>The broker's own text names the first argument that is other, in quotes.</summary>
    private static Difference OfRefusal(QueueSpec spec, string text)
    {
        var (queue, argument) = (spec.Name, Arguments.Quoted(text));
        if (spec.IsStream && Arguments.IsRetention(argument))
            return Difference.Told(DifferenceKind.OtherArgument, queue, $"the stream '{queue}' was made with another retention ({text}): a policy says what else it is to be");
        if (spec.IsStream)
            return Difference.Breaks(Promise.History, DifferenceKind.OtherType, queue, $"'{queue}' is other than intended: a stream ({text})", Remedy);
        var (kind, promise, why) = Broken(argument) ?? (argument == Arguments.QueueType ? DifferenceKind.OtherType : DifferenceKind.OtherArgument, Promise.Kept, "");
        return Difference.Breaks(promise, kind, queue, $"the queue '{queue}' is other than intended{why} ({text})", Remedy);
    }

    private static bool IsLongEnough(QueueFacts facts, Intentions intended) =>
        facts.Arguments.NumberOf(Arguments.ConsumerTimeout) is { } milliseconds && milliseconds > intended.HandlingDeadline.TotalMilliseconds;

    /// <summary>Null for what changes no promise, such as where a queue's leader stands.</summary>
    private static (DifferenceKind Kind, Promise Promise, string Why)? Broken(string argument) => argument switch
    {
        Arguments.DeliveryLimit => (DifferenceKind.OtherArgument, Promise.Poison, ": the broker sets aside too early, or never"),
        Arguments.DeadLetterStrategy or Arguments.Overflow => (DifferenceKind.DeadLetterStrategy, Promise.Settled, ": dead letters of the broker are at most once"),
        Arguments.DeadLetterExchange or Arguments.DeadLetterRoutingKey => (DifferenceKind.OtherArgument, Promise.Settled, ": what it sets aside goes elsewhere or is dropped"),
        Arguments.MessageTtl => (DifferenceKind.OtherArgument, Promise.Settled, ": mail leaves it at another time"),
        Arguments.ConsumerTimeout => (DifferenceKind.ConsumerTimeout, Promise.Poison, ": what is handled for longer comes back and passes for poison"),
        "x-single-active-consumer" => (DifferenceKind.OtherArgument, Promise.Once, ": several processes would handle its mail at once, or only one"),
        "x-max-length" or "x-max-length-bytes" => (DifferenceKind.OtherArgument, Promise.Kept, ": when it is full, mail is dropped or refused"),
        "x-expires" => (DifferenceKind.OtherArgument, Promise.Kept, ": unread for so long, it is deleted with all it holds"),
        _ => null,
    };
}
