using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace ClearView.Messaging.Tests.Support;

/// <summary>One test's empty store, on the engine that its class asks for, opened as any number of processes would.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PostgresRoom? _postgres;
    private readonly List<IStoreDatabase> _opened = [];

    private TestStore(PostgresRoom? postgres) => _postgres = postgres;

    public static bool IsPostgres => OnPostgresAttribute.IsOnThisTest;

    public PostgresRoom Postgres => _postgres ?? throw new InvalidOperationException("This test runs on SQLite.");

    public string File => _folder.In("store.db");

    public string Folder => _folder.Path;

    public static async Task<TestStore> NewAsync(CancellationToken ct) => new(IsPostgres ? await PostgresRoom.OpenAsync(ct) : null);

    public IStoreDatabase Open() => Keep<IStoreDatabase>(_postgres is null ? new SqliteStore(File) : _postgres.NewStore());

    public T Keep<T>(T database)
        where T : IStoreDatabase
    {
        _opened.Add(database);
        return database;
    }

    public string In(string name) => _folder.In(name);

    public void Dispose()
    {
        foreach (var database in _opened)
            database.Dispose();
        _folder.Dispose();
        if (_postgres is not null)
            Task.Run(async () => await _postgres.DisposeAsync()).GetAwaiter().GetResult();
    }
}
