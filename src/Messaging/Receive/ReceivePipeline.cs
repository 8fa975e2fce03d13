using System.Diagnostics;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Receive;

/// <summary>The way of every delivery: the steps top to bottom, then one switch that settles.</summary>
public sealed partial class ReceivePipeline(
    ClassifyFailure classifyFailure, SetPoisonAside setPoisonAside, ApplyBrake applyBrake, LimitTime limitTime, OpenScope openScope,
    OpenPayload openPayload, ILogger<ReceivePipeline> log, IClaims? claims = null)
{
    private readonly NextStep _run = Chain(StepsOf(
        keepsState: true, classifyFailure, setPoisonAside, applyBrake, openScope, limitTime, openPayload, claims));

    private readonly NextStep _runPure = Chain(StepsOf(
        keepsState: false, classifyFailure, setPoisonAside, applyBrake, openScope, limitTime, openPayload, claims));

    /// <summary>Every delivery passes these, top to bottom.</summary>
    private static IReadOnlyList<IReceiveStep> StepsOf(
        bool keepsState, ClassifyFailure classifyFailure, SetPoisonAside setPoisonAside, ApplyBrake applyBrake, OpenScope openScope,
        LimitTime limitTime, OpenPayload openPayload, IClaims? claims) =>
    [
        new TraceDelivery(),  // one span per delivery, linked to the publisher
        classifyFailure,      // exception -> Retry or DeadLetter, after a few immediate retries
        new SetForeignAside(), // a message that nobody here can read
        setPoisonAside,       // written down as begun; a message that keeps killing the process
        applyBrake,           // an operator may slow a function
        openScope,            // fresh services for each attempt
        limitTime,            // an attempt that does not end is ended, and its scope with it
        openPayload,          // unseal and deserialize; destroyed key -> Erased
        .. keepsState ? [new CommitEffects()] : Array.Empty<IReceiveStep>(), // one transaction: the message's end, effects, outbox
        new KeepOutputs(claims),    // what was published: into the outbox, or to the broker and confirmed
        new InvokeFunction(),
    ];

    /// <summary>Handles and settles. An exception means that the delivery is not settled and comes back.</summary>
    public async Task<Outcome> ProcessAsync(Delivery delivery, FunctionDescriptor function, CancellationToken ct)
    {
        var outcome = await HandleAsync(delivery, function, ct);
        await SettleAsync(delivery, outcome, ct);
        return outcome;
    }

    /// <summary>Finds the outcome, which is then to be settled, however often that must be tried: nothing is handled again for it.</summary>
    internal Task<Outcome> HandleAsync(Delivery delivery, FunctionDescriptor function, CancellationToken ct)
    {
        var context = new DeliveryContext(delivery, function);
        var handling = (function.KeepsState ? _run : _runPure).StartedAsync(context, ct);
        return handling.IsCompletedSuccessfully && handling.GetAwaiter().GetResult() is not Outcome.Erased && context.TryDecide()
            ? handling
            : FinishAsync(handling, context);
    }

    private async Task<Outcome> FinishAsync(Task<Outcome> handling, DeliveryContext context)
    {
        var outcome = await handling;
        if (!context.TryDecide())
            throw new GivenUpException();
        if (outcome is Outcome.Erased)
        {
            Telemetry.Erased.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", context.Function.Queue));
            Log.Erased(log, context.Function.Name, context.Delivery.Envelope.Id);
        }

        return outcome;
    }

    /// <summary>The only place where a delivery is settled.</summary>
    public static Task SettleAsync(Delivery delivery, Outcome outcome, CancellationToken ct) => outcome switch
    {
        Outcome.Done => delivery.AckAsync(ct),
        Outcome.Retry(var after, var cause) => delivery.RetryAsync(after, cause, ct),
        Outcome.DeadLetter(var cause) => delivery.DeadLetterAsync(cause, ct),
        Outcome.Erased => delivery.EndAsync(InboxState.Erased, ct),
        Outcome.Superseded => delivery.EndAsync(InboxState.Superseded, ct),
        _ => throw new UnreachableException($"No settlement for {outcome.GetType().Name}."),
    };

    private static NextStep Chain(IReadOnlyList<IReceiveStep> steps)
    {
        NextStep next = (_, _) => throw new UnreachableException("The last step calls nothing.");
        foreach (var step in steps.Reverse())
        {
            var rest = next;
            next = (context, ct) => step.HandleAsync(context, rest, ct);
        }

        return next;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "'{Function}' ended message {Id} as erased: the key of the person whom it is about was destroyed.")]
        public static partial void Erased(ILogger logger, string function, MessageId id);
    }
}
