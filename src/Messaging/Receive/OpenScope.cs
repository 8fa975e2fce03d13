using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>Fresh services for each attempt: nothing of a failed one is left over.</summary>
public sealed class OpenScope(IServiceScopeFactory scopes) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        context.Services = scope.ServiceProvider;
        var handling = next.StartedAsync(context, ct);
        if (!handling.IsCompletedSuccessfully)
            return CloseAfterAsync(handling, scope);

        var closing = scope.DisposeAsync();
        return closing.IsCompletedSuccessfully ? handling : FinishAsync(closing, handling);
    }

    private static async Task<Outcome> CloseAfterAsync(Task<Outcome> handling, AsyncServiceScope scope)
    {
        await using (scope)
            return await handling;
    }

    private static async Task<Outcome> FinishAsync(ValueTask closing, Task<Outcome> handling)
    {
        await closing;
        return await handling;
    }
}
