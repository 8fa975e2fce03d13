using System.CommandLine;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Postgres;
using ClearView.Messaging.Store.Sqlite;

namespace ClearView.Cli.Node;

/// <summary>Where an installation keeps its store: in a file of its folder, or on a PostgreSQL.</summary>
internal sealed class StorePlace
{
    /// <summary>An address holds a password, and arguments can be read by every user of a machine.</summary>
    public const string Variable = "CLEARVIEW_STORE";

    public const string InFolder = "sqlite";

    private StorePlace(string? address, string? server) => (Address, Server) = (address, server);

    public static StorePlace Folder { get; } = new(null, null);

    /// <summary>Null for a file in the folder. It holds a password.</summary>
    public string? Address { get; }

    /// <summary>What people call it, without credentials; null for a file in the folder.</summary>
    public string? Server { get; }

    /// <exception cref="UsageException">It is no place for a store.</exception>
    public static StorePlace Parse(string text)
    {
        if (text is InFolder)
            return Folder;
        if (!text.StartsWith("postgres:", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
            throw new UsageException("--store takes 'sqlite' or an address such as postgres://user:password@host:5432/database.");
        try
        {
            return new StorePlace(text, PostgresStore.NameOf(text));
        }
        catch (FormatException e)
        {
            throw new UsageException("--store: " + e.Message);
        }
    }

    public static Option<string> Option() => new("--store")
    {
        Description = $"sqlite (a file in the folder) or postgres://user:password@host:5432/database. Default: ${Variable}, or sqlite.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : InFolder,
    };

    public IStoreDatabase Open(string file) => Address is null ? new SqliteStore(file) : new PostgresStore(Address);
}
