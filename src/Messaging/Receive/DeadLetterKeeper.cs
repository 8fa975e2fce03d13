using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>Empties the dead-letter mailbox into the store. The body stays sealed: nothing here opens it.</summary>
public sealed class DeadLetterKeeper(IServiceScopeFactory scopes)
{
    /// <summary>Reads a queue that every topology has, so it subscribes to no type.</summary>
    internal static FunctionDescriptor Descriptor { get; } = new("dead", typeof(DeadLetterKeeper), KeepsState: true, Parallelism: 1, []);

    internal async Task<Outcome> KeepAsync(Delivery delivery, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(ct);
        await work.KeepDeadLetterAsync(delivery, ct);
        await work.CommitAsync(ct);
        return new Outcome.Done();
    }
}
