using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Layout.Planning;

/// <summary>What 'broker apply' may do beyond making what is missing.</summary>
/// <param name="RemoveOrphans">Unbind queues that no catalog has, and delete those that are empty and that nobody reads.</param>
/// <param name="ReplaceEmpty">Delete and make again what has other settings, when it is empty and nobody else is connected.</param>
public sealed record PlanOptions(bool RemoveOrphans = false, bool ReplaceEmpty = false);

/// <summary>One statement to the broker, in the order in which 'broker apply' does them.</summary>
/// <param name="Refused">Why it is not done, and what a person does instead; null when it is done.</param>
public sealed record PlannedStep(string Text, string? Refused)
{
    internal Change? Change { get; init; }

    /// <summary>It may have been done before, which nobody can tell; doing it again changes nothing.</summary>
    public bool Repeats { get; init; }

    internal static PlannedStep Do(Change change) => new(change.Text, null) { Change = change };

    internal static PlannedStep Leave(string text, string why) => new(text, why);
}

/// <param name="NotKnown">What the plan cannot take into account.</param>
public sealed record TopologyPlan(BrokerInfo Broker, IReadOnlyList<PlannedStep> Steps, IReadOnlyList<NotKnown> NotKnown)
{
    /// <summary>Nothing is to be done and nothing was refused.</summary>
    public bool IsEmpty => Steps.All(s => s.Repeats);
}

/// <param name="Failed">Why it was not done after all; null when it is done.</param>
public sealed record AppliedStep(string Text, string? Failed);

/// <summary>A change of the broker as data: <see cref="ApplyPlan"/> does it.</summary>
internal abstract record Change(string Text)
{
    internal sealed record MakeExchange(ExchangeSpec Spec) : Change($"make the exchange '{Spec.Name}' ({Spec.Type})");

    internal sealed record MakeQueue(QueueSpec Spec) : Change($"make the queue '{Spec.Name}'");

    internal sealed record Bind(BindingSpec Spec) : Change($"let the queue '{Spec.Queue}' get {CompareBindings.Mail(Spec.Exchange, Spec.RoutingKey)}");

    internal sealed record BindAll(RabbitLayout Layout) : Change($"make sure of all {Layout.Bindings.Count} bindings, and that {Layout.FormerBindings.Count} former ones are gone");

    internal sealed record Unbind(StandingBinding Binding) : Change($"let the queue '{Binding.Destination}' no longer get {CompareBindings.Mail(Binding.Exchange, Binding.RoutingKey)}");

    /// <param name="Bindings">From it, made again afterwards: those of others too.</param>
    internal sealed record ReplaceExchange(ExchangeSpec Spec, IReadOnlyList<StandingBinding> Bindings) : Change($"replace the exchange '{Spec.Name}' and make its {Bindings.Count} bindings again");

    internal sealed record ReplaceQueue(QueueSpec Spec, StandingQueue Real, IReadOnlyList<StandingBinding> Bindings) : Change($"replace the queue '{Spec.Name}', which is empty, and make its {Bindings.Count} bindings again");

    internal sealed record RemoveQueue(StandingQueue Real) : Change($"delete the queue '{Real.Name}', which is empty");

    internal sealed record RemoveExchange(string Name) : Change($"delete the exchange '{Name}', which nothing is bound to");

    /// <summary>Needs a fresh look right before: mail may have come in since the plan was made.</summary>
    public bool TakesAway => this is ReplaceExchange or ReplaceQueue or RemoveQueue;
}
