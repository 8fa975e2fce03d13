using ClearView.Messaging;

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

    /// <summary>How they stand: role hr writes it, role web reads it.</summary>
    public string HrStatus => In("control", "hr-systems.json");

    public string RabbitMq => In("rabbitmq");

    /// <summary>The demo leaves it in the folder that it made.</summary>
    public string DemoMark => In("demo");

    public string SimulatorJournal => In("simulator", "journal.jsonl");

    /// <summary>Where the running web role answers: other verbs find it here.</summary>
    public string Endpoint => In("endpoint.json");

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
