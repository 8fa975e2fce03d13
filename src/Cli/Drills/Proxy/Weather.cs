namespace ClearView.Cli.Drills.Proxy;

/// <summary>What a network does to bytes at the moment.</summary>
internal sealed class Weather
{
    private long _delay;

    /// <summary>Every byte arrives so much later, in either direction.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delay));
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    /// <summary>Nothing passes from clients to the broker; what they send is kept until it does again.</summary>
    public bool StallsToBroker { get; set; }

    /// <summary>Nothing passes from the broker to clients.</summary>
    public bool StallsToClients { get; set; }

    public void Clear() => (Delay, StallsToBroker, StallsToClients) = (TimeSpan.Zero, false, false);
}
