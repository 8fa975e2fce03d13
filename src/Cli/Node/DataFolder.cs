namespace ClearView.Cli.Node;

/// <summary>Where an installation keeps its things: one folder, readable by its owner alone.</summary>
internal sealed class DataFolder
{
    /// <summary>Only names it: to ask for a folder that is not there must not make one.</summary>
    /// <exception cref="UsageException">The path is empty.</exception>
    public DataFolder(string path) =>
        Path = path.Length > 0 ? System.IO.Path.GetFullPath(path) : throw new UsageException("--data takes a folder.");

    public string Path { get; }

    public string Store => In("store.db");

    public string Broker => In("broker.db");

    public string Key => In("keys", "local.key");

    public string Vault => In("vault");

    public string Mail => In("mail");

    public string Control => In("control");

    /// <summary>Settings of the HR systems; none are connected without it.</summary>
    public string HrSystems => In("hr-systems.json");

    public string RabbitMq => In("rabbitmq");

    public string SimulatorJournal => In("simulator", "journal.jsonl");

    /// <summary>Where the running web role answers: other verbs find it here.</summary>
    public string Endpoint => In("endpoint.json");

    public DataFolder Make()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    private string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}
