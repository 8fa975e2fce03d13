using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Node;

/// <summary>What verbs need that read an installation's store and talk to no broker.</summary>
internal static class StoreOnly
{
    /// <param name="reader">Names who reads.</param>
    public static ServiceProvider Open(DataFolder data, string reader) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new ContractRegistry(ContractCatalog.All))
        .AddSingleton<IKeyRing>(_ => LocalKeyRing.Open(data.Key))
        .AddMessageStore(data.OpenStore(), reader)
        .AddHiring()
        .BuildServiceProvider();
}
