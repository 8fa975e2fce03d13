namespace ClearView.Messaging;

/// <summary>Something that acts on one kind of message. A function of <see cref="object"/> can take any.</summary>
public interface IFunction<in TMessage>
    where TMessage : class
{
    /// <summary>
    /// May be called again for the same message when a process died in the middle. What it changes in the store and what it publishes
    /// through <paramref name="context"/> takes effect together, once.
    /// </summary>
    Task HandleAsync(TMessage message, FunctionContext context, CancellationToken ct);
}
