using ClearView.Cli.Node;
using Microsoft.Data.Sqlite;

namespace ClearView.Platform.Tests.Cli;

/// <summary>A folder for one installation, which goes with the test.</summary>
public abstract class ScratchInstallation : IDisposable
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected string Root { get; } = Directory.CreateTempSubdirectory("clearview-verbs-").FullName;

    private protected DataFolder Data => new(Path.Combine(Root, "data"));

    /// <summary>All roles in this process.</summary>
    private protected Task<RunningNode> NodeAsync(string broker = NodeOptions.Embedded) => RunningNode.StartAsync(
        new NodeOptions { Roles = Roles.All, Broker = broker, Data = Data, Port = 0, Name = "all" }, null, Ct);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }
}
