using ClearView.Messaging.Sqlite;

namespace ClearView.Messaging.Tests;

/// <summary>Transports on files of their own; what is left of them goes with the fixture.</summary>
public sealed class SqliteFixture : ITransportFixture, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("clearview-broker-");
    private int _files;

    public string NewPath() => Path.Combine(_directory.FullName, $"{Interlocked.Increment(ref _files)}", "broker.db");

    public async Task<ITransport> OpenAsync(Topology topology, CancellationToken ct)
    {
        var transport = new SqliteTransport(NewPath());
        await transport.StartAsync(topology, ct);
        return transport;
    }

    public async Task<ITransport?> ReopenAsync(ITransport transport, Topology topology, CancellationToken ct)
    {
        await ((SqliteTransport)transport).AbandonAsync();
        var next = new SqliteTransport(transport.Broker.Address);
        await next.StartAsync(topology, ct);
        return next;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
