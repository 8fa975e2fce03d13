namespace ClearView.Messaging.Tests;

/// <summary>How the transport contract gets transports of one kind.</summary>
public interface ITransportFixture
{
    /// <summary>A started transport with storage of its own.</summary>
    Task<ITransport> OpenAsync(Topology topology, CancellationToken ct);

    /// <summary>
    /// A second transport on the storage of the first, after the first was ended without a goodbye where that is possible;
    /// null when the transport keeps nothing beyond its life.
    /// </summary>
    Task<ITransport?> ReopenAsync(ITransport transport, Topology topology, CancellationToken ct);
}
