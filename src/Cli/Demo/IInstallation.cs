namespace ClearView.Cli.Demo;

/// <summary>ClearView as the demo runs it: in this process, or in four.</summary>
internal interface IInstallation : IAsyncDisposable
{
    string Url { get; }

    /// <summary>For people: the broker's name and version.</summary>
    string BrokerText { get; }

    /// <summary>What takes long and needs nobody else.</summary>
    Task PrepareAsync(CancellationToken ct);

    /// <summary>Returns when every role answers.</summary>
    Task StartAsync(CancellationToken ct);

    /// <summary>Messages that wait or are being handled, as far as the broker tells at once.</summary>
    Task<long> PendingAsync(CancellationToken ct);

    /// <summary>Completes when it ended by itself.</summary>
    Task EndedAsync(CancellationToken ct);
}
