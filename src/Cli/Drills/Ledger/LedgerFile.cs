using System.Globalization;
using System.Text;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>What a publisher process asked the library to keep, and what the library said: one line each, with the system when it is written.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public LedgerFile(string drill, string name)
    {
        Directory.CreateDirectory(FolderIn(drill));
        // Unbuffered: a kill of the process takes nothing back. A process that is started again has a file of its own.
        var path = Path.Combine(FolderIn(drill), $"{name}.{Environment.ProcessId}.ledger");
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    public static string FolderIn(string drill) => Path.Combine(drill, "ledger");

    /// <summary>Before the library hears of it.</summary>
    public void Begin(MessageId id, LetterKind kind, Road road) => Write(string.Create(CultureInfo.InvariantCulture, $"P {id} {kind} {road}\n"));

    /// <summary>After the library said that it is kept.</summary>
    public void Confirm(MessageId id) => Write($"C {id}\n");

    public void Dispose() => _file.Dispose();

    private void Write(string line)
    {
        var bytes = Encoding.ASCII.GetBytes(line);
        lock (_gate)
            _file.Write(bytes);
    }
}

internal enum LetterKind
{
    Usual,

    /// <summary>Of the tenant that floods.</summary>
    Flood,

    /// <summary>Ends whoever handles it.</summary>
    Poison,

    /// <summary>Of a type that no function takes.</summary>
    Unwanted,
}

internal enum Road
{
    Broker,
    Outbox,
}
