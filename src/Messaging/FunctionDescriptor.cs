using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging;

/// <summary>A line of a catalog: a function, the name its queue has, the messages it takes.</summary>
/// <param name="Name">Lower-case with hyphens; names the queue, so a renamed class loses no mail.</param>
/// <param name="Function">The class that handles.</param>
/// <param name="KeepsState">Whether its effects commit in the store's transaction (inbox, outbox); otherwise it only publishes.</param>
/// <param name="Parallelism">Deliveries handled at once in one process.</param>
public sealed record FunctionDescriptor(
    string Name, Type Function, bool KeepsState, int Parallelism, IReadOnlyList<Subscription> Subscriptions)
{
    private const string QueuePrefix = "clearview.";

    // Asked for at each delivery, and a record's own fields would count in its equality.
    private static readonly ConcurrentDictionary<string, string> _queues = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Assembly, string> _versions = new();

    public string Queue => _queues.GetOrAdd(Name, static name => QueuePrefix + name);

    /// <summary>Whether one process at a time handles its messages: for effects outside that look before they write.</summary>
    public bool Exclusive { get; init; }

    public IReadOnlyList<string> WireNames => [.. Subscriptions.Select(s => s.WireName)];

    /// <summary>Wire names of what it publishes: when a line names some, it publishes no others.</summary>
    public IReadOnlyList<string> Publications { get; init; } = [];

    /// <summary>Wire names of what an earlier version took: its queue gets no more of them, and what is still in it is passed over.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>Whether a message that comes back from the dead letters counts although a later version of the same was handled, as it does for an audit.</summary>
    public bool TakesEvery { get; init; }

    /// <summary>What of the messages published before it came it gets.</summary>
    public From From { get; init; }

    /// <summary>The version of the code, for dead letters and audits.</summary>
    public string Version => _versions.GetOrAdd(Function.Assembly, static assembly =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>Deliveries that a process may hold unsettled; null: as many as its workers need so that none waits for the broker.</summary>
    public int? Prefetch { get; init; }

    /// <summary>The function whose queue it is.</summary>
    internal static string NameOf(string queue) => queue.StartsWith(QueuePrefix, StringComparison.Ordinal) ? queue[QueuePrefix.Length..] : queue;

    /// <summary>A further kind of message that the same function takes.</summary>
    /// <exception cref="InvalidOperationException">The class does not handle <typeparamref name="TMessage"/>.</exception>
    public FunctionDescriptor And<TMessage>()
        where TMessage : class =>
        typeof(IFunction<TMessage>).IsAssignableFrom(Function)
            ? this with { Subscriptions = [.. Subscriptions, Subscription.Of<TMessage>(Function)] }
            : throw new InvalidOperationException($"'{Function.Name}' does not implement IFunction<{typeof(TMessage).Name}>.");

    /// <summary>A kind of message that an earlier version took. To leave it out is not enough: a broker keeps what it was told before.</summary>
    public FunctionDescriptor NoLonger<TMessage>()
        where TMessage : class =>
        this with { Former = [.. Former, Subscription.WireNameOf(typeof(TMessage))] };

    /// <summary>
    /// A kind of message that the function publishes. Another kind then makes the handled message a dead letter. A function without a store that
    /// names some is expected to publish for each message: an account takes one that led to nothing for lost.
    /// </summary>
    public FunctionDescriptor Publishes<TMessage>()
        where TMessage : class =>
        this with { Publications = [.. Publications, Subscription.WireNameOf(typeof(TMessage))] };
}

/// <summary>One kind of message that a function takes.</summary>
public sealed record Subscription(
    Type Message, string WireName, Func<IServiceProvider, object, FunctionContext, CancellationToken, Task> Invoke)
{
    internal static Subscription Of<TMessage>(Type function)
        where TMessage : class =>
        new(typeof(TMessage), WireNameOf(typeof(TMessage)), (services, message, context, ct) =>
            ((IFunction<TMessage>)services.GetRequiredService(function)).HandleAsync((TMessage)message, context, ct));

    // Contracts know nothing of messaging, so the name is read from their constant, once, when the catalog is made.
    internal static string WireNameOf(Type message) =>
        message.GetField("WireName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
            ?? throw new InvalidOperationException($"'{message.Name}' has no constant WireName.");
}

/// <summary>Where a function begins.</summary>
public enum From
{
    /// <summary>With what is published after its queue was made.</summary>
    Now,

    /// <summary>With all that history keeps: it catches up beside its live mail, and gets each message once.</summary>
    Beginning,
}

/// <summary>How catalogs declare functions.</summary>
public static class Function
{
    /// <summary>A function whose effects are stored: inbox, effects and outbox commit together.</summary>
    /// <param name="from">What of the messages published before it came it gets: none, or all that history still keeps.</param>
    public static FunctionDescriptor Of<TFunction, TMessage>(string name, int parallelism = 4, From from = From.Now)
        where TFunction : class, IFunction<TMessage>
        where TMessage : class =>
        new(name, typeof(TFunction), KeepsState: true, parallelism, [Subscription.Of<TMessage>(typeof(TFunction))]) { From = from };

    /// <summary>A pure stage without a store: it publishes, awaits the confirm, acknowledges.</summary>
    public static FunctionDescriptor Pure<TFunction, TMessage>(string name, int parallelism = 2)
        where TFunction : class, IFunction<TMessage>
        where TMessage : class =>
        new(name, typeof(TFunction), KeepsState: false, parallelism, [Subscription.Of<TMessage>(typeof(TFunction))]);
}
