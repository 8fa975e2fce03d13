using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>Fresh services for each attempt: nothing of a failed one is left over.</summary>
public sealed class OpenScope(IServiceScopeFactory scopes) : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        context.Services = scope.ServiceProvider;
        return await next(context, ct);
    }
}
