namespace ClearView.Messaging.Receive;

/// <summary>One delivery on its way through the steps.</summary>
public sealed class DeliveryContext(Delivery delivery, FunctionDescriptor function)
{
    private IServiceProvider? _services;
    private FunctionContext? _functionContext;
    private object? _message;
    private volatile bool _keepsThread;
    private int _decided;

    public Delivery Delivery { get; } = delivery;

    public FunctionDescriptor Function { get; } = function;

    /// <summary>When its handling began, in the clock's ticks; set by LimitTime and kept over immediate retries.</summary>
    internal long? HandlingSince { get; set; }

    /// <summary>Whether its handler runs on the worker's thread and has not come back from there; set by LimitTime.</summary>
    internal bool KeepsThread
    {
        get => _keepsThread;
        set => _keepsThread = value;
    }

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

    /// <summary>The handler has ended, and the opened body with it.</summary>
    internal void Close() => _functionContext?.Close();

    /// <summary>True for the first who asks: the handler's end or its deadline, and nobody settles the delivery twice.</summary>
    internal bool TryDecide() => Interlocked.Exchange(ref _decided, 1) == 0;
}

/// <summary>The rest of the list.</summary>
public delegate Task<Outcome> NextStep(DeliveryContext context, CancellationToken ct);

internal static class NextSteps
{
    /// <summary>As the step itself, whose exceptions always come with its task: most deliveries are handled at once, and their steps need not be awaited.</summary>
    public static Task<Outcome> StartedAsync(this NextStep next, DeliveryContext context, CancellationToken ct)
    {
        try
        {
            return next(context, ct);
        }
        catch (OperationCanceledException e) when (e.CancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Outcome>(e.CancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException<Outcome>(e);
        }
    }
}

/// <summary>One thing that happens to every delivery.</summary>
public interface IReceiveStep
{
    Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct);
}
