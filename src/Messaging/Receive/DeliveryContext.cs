namespace ClearView.Messaging.Receive;

/// <summary>One delivery on its way through the steps.</summary>
public sealed class DeliveryContext(Delivery delivery, FunctionDescriptor function)
{
    private IServiceProvider? _services;
    private FunctionContext? _functionContext;
    private object? _message;

    public Delivery Delivery { get; } = delivery;

    public FunctionDescriptor Function { get; } = function;

    /// <summary>When its handling began, in the clock's ticks; set by LimitTime and kept over immediate retries.</summary>
    internal long? HandlingSince { get; set; }

    /// <summary>The scope of this attempt; set by OpenScope.</summary>
    public IServiceProvider Services
    {
        get => _services ?? throw new InvalidOperationException("No scope is open yet.");
        internal set => _services = value;
    }

    /// <summary>The record; set by OpenPayload.</summary>
    public object Message => _message ?? throw new InvalidOperationException("The payload is not open yet.");

    /// <summary>What the function publishes through; set by OpenPayload.</summary>
    public FunctionContext FunctionContext => _functionContext ?? throw new InvalidOperationException("The payload is not open yet.");

    internal void Open(object message, ReadOnlyMemory<byte> body, ContractRegistry contracts)
    {
        _message = message;
        _functionContext = new FunctionContext(Function.Name, Delivery.Envelope, body, contracts) { MayBeRepeat = Delivery.Attempt > 1 || Delivery.Returns > 0 || Delivery.WasOpened };
        Delivery.WasOpened = true;
    }
}

/// <summary>The rest of the list.</summary>
public delegate Task<Outcome> NextStep(DeliveryContext context, CancellationToken ct);

/// <summary>One thing that happens to every delivery.</summary>
public interface IReceiveStep
{
    Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct);
}
