using ClearView.Messaging.Claims;
using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>
/// What the function published goes into the outbox of its transaction or, for a pure stage, to the broker, confirmed before the
/// delivery is acknowledged: a crash in between repeats the results under the same ids. The other order would lose them.
/// </summary>
public sealed class KeepOutputs(IClaims? claims) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var handling = next.StartedAsync(context, ct);
        return handling.IsCompletedSuccessfully && context.FunctionContext.Outputs.Count == 0 ? handling : KeepAsync(handling, context, ct);
    }

    private async Task<Outcome> KeepAsync(Task<Outcome> handling, DeliveryContext context, CancellationToken ct)
    {
        var outcome = await handling;
        var outputs = context.FunctionContext.Outputs;
        if (outcome is not Outcome.Done || outputs.Count == 0)
            return outcome;

        var writer = context.Services.GetRequiredService<MessageWriter>();
        var cause = context.Delivery.Envelope;
        OutgoingMessage[] messages = [.. outputs.Select(o => writer.Write(
            o.Message, o.Id, cause.Tenant, context.Function.Name, o.Subject, o.OrderKey, o.SourceVersion, cause.Id))];

        // What the catalogs show must be what happens.
        if (context.Function.Publications is { Count: > 0 } named && messages.FirstOrDefault(m => !named.Contains(m.Envelope.Type)) is { } other)
        {
            throw new PermanentFailureException("undeclared-message",
                $"'{context.Function.Name}' published '{other.Envelope.Type}', which its line in the catalog does not name. Add it there with Publishes, then redrive.");
        }

        if (context.Function.KeepsState)
        {
            await context.Services.GetRequiredService<IUnitOfWork>().SendAsync(messages, ct);
        }
        else
        {
            // On disk before the message that names it is published. The outbox does the same within its transaction.
            for (var i = 0; i < messages.Length && claims is not null; i++)
            {
                if (messages[i].Body.Length > claims.Threshold)
                    messages[i] = await claims.KeepAsync(messages[i], ct);
            }

            var transport = context.Services.GetRequiredService<ITransport>();
            await Task.WhenAll(messages.Select(m => transport.PublishAsync(m, ct)));
        }

        return outcome;
    }
}
