using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Node;

/// <summary>Where an installation keeps its things: one folder, readable by its owner alone, and its store there or on a server.</summary>
internal sealed class DataFolder
{
    private readonly StorePlace _place;

    /// <summary>Only names it: to ask for a folder that is not there must not make one.</summary>
    /// <param name="place">Of its store; null for a file in it.</param>
    /// <exception cref="UsageException">The path is empty.</exception>
    public DataFolder(string path, StorePlace? place = null)
    {
        Path = path.Length > 0 ? System.IO.Path.GetFullPath(path) : throw new UsageException("--data takes a folder.");
        _place = place ?? StorePlace.Folder;
    }

    public string Path { get; }

    /// <summary>The store's file, where it is one.</summary>
    public string Store => In("store.db");

    /// <summary>Which server's database it is, when it is one.</summary>
    public string StoreMark => In("store");

    public StorePlace Place => _place;

    public string Broker => In("broker.db");

    public string Key => In("keys", "local.key");

    public string Vault => In("vault");

    public string Mail => In("mail");

    public string Control => In("control");

    /// <summary>Settings of the HR systems; none are connected without it.</summary>
    public string HrSystems => In("hr-systems.json");

    /// <summary>Settings of a language model; none is used without it.</summary>
    public string LanguageModel => In("language-model.json");

    /// <summary>Which kinds of identity tenants show; all are hidden without it.</summary>
    public string Hiding => In("hiding.json");

    /// <summary>How they stand: role hr writes it, role web reads it.</summary>
    public string HrStatus => In("control", "hr-systems.json");

    public string RabbitMq => In("rabbitmq");

    /// <summary>The demo leaves it in the folder that it made.</summary>
    public string DemoMark => In("demo");

    public string SimulatorJournal => In("simulator", "journal.jsonl");

    /// <summary>Where the running web role answers: other verbs find it here.</summary>
    public string Endpoint => In("endpoint.json");

    public IStoreDatabase OpenStore() => _place.Open(Store);

    /// <summary>Whether an installation was begun in that store.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    /// <exception cref="UsageException">The installation keeps its store elsewhere: in an empty one everything would begin anew.</exception>
    public async Task<bool> HasStoreAsync(CancellationToken ct)
    {
        CheckPlace();
        if (_place.Address is null)
            return File.Exists(Store);
        using var store = OpenStore();
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_regclass('schema_versions') IS NOT NULL";
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <exception cref="UsageException">Nothing was begun there.</exception>
    public async Task NeedStoreAsync(CancellationToken ct)
    {
        if (await HasStoreAsync(ct))
            return;
        throw new UsageException(_place.Server is null
            ? $"'{Path}' holds no store. Give the folder that 'up' or 'demo' was started with: --data DIR; and the store, when it is not in it: --store."
            : $"'{_place.Server}' holds no store. Give the one that 'up' or 'demo' was started with: --store.");
    }

    /// <summary>So that no verb takes an empty store for this installation's.</summary>
    public void RememberPlace()
    {
        if (_place.Server is not null)
            File.WriteAllText(StoreMark, _place.Server + "\n");
    }

    private void CheckPlace()
    {
        var known = File.Exists(StoreMark) ? File.ReadAllText(StoreMark).Trim() : File.Exists(Store) ? Store : null;
        var asked = _place.Server ?? Store;
        if (known is null || known == asked)
            return;
        throw new UsageException($"The store of '{Path}' is '{known}', and not '{asked}'. " + (known == Store
            ? "To begin on another, begin in an empty folder."
            : $"Name it with --store or {StorePlace.Variable}; if it has moved, remove the file '{StoreMark}'."));
    }

    public DataFolder Make()
    {
        OwnersFolder.Make(Path, "--data");
        return this;
    }

    /// <summary>Writes a file that only its owner may read, whatever lay there before.</summary>
    public static async Task WriteSecretAsync(string path, string text, CancellationToken ct)
    {
        var aside = path + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(aside, options))
            await writer.WriteAsync(text.AsMemory(), ct);
        DurableFiles.Move(aside, path);
    }

    private string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}
