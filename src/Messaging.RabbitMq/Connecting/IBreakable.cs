namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>Something at the broker that works until it breaks, and never works again after that. Disposing it ends it at once, without a word to the broker.</summary>
internal interface IBreakable : IAsyncDisposable
{
    /// <summary>Completes with the reason.</summary>
    Task<string> Broken { get; }

    /// <summary>Finishes what is under way, says goodbye, ends; each within its bound.</summary>
    Task CloseAsync();
}
