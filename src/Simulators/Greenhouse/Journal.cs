using System.Text.Json;

namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// A file of JSON lines, one writer. A line is in the file, not in a buffer of ours, when <see cref="Append"/>
/// returns, and on the disk when it was asked for durably.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly long _limit;
    private bool _full;

    private Journal(FileStream @lock, FileStream file, long limit) => (_lock, _file, _limit) = (@lock, file, limit);

    /// <summary>Opens or creates the file, drops a last line that was cut short, and gives what earlier runs left, requests excepted.</summary>
    /// <exception cref="SimulatorStartException">Names the file, and the line if one cannot be read.</exception>
    public static (Journal Journal, IReadOnlyList<JournalEntry> Earlier) Open(string path, long limit)
    {
        var full = Path.GetFullPath(path);
        FileStream? @lock = null, file = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            // A lock on the journal itself would keep readers out too.
            @lock = new FileStream(full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            DropTornLine(file);
            var earlier = Read(file, full);
            file.Seek(0, SeekOrigin.End);
            return (new Journal(@lock, file, limit), earlier);
        }
        catch (Exception cause)
        {
            file?.Dispose();
            @lock?.Dispose();
            if (cause is IOException or UnauthorizedAccessException)
                throw new SimulatorStartException($"The journal {full} cannot be opened ({cause.Message}) Is another simulator writing it?", cause);
            throw;
        }
    }

    /// <exception cref="IOException">The line could not be written whole; nothing of it is left in the file.</exception>
    public void Append(JournalEntry entry, bool durably = false)
    {
        lock (_gate)
        {
            if (entry.Kind == JournalEntry.Request && _file.Length >= _limit)
            {
                if (_full)
                    return;
                _full = true;
                entry = new JournalEntry(JournalEntry.Full, entry.At);
            }
            Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry), (byte)'\n'], durably);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private void Write(byte[] line, bool durably)
    {
        var before = _file.Position;
        try
        {
            _file.Write(line);
            if (durably)
                _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(before);
            _file.Seek(before, SeekOrigin.Begin);
            throw;
        }
    }

    private static void DropTornLine(FileStream file)
    {
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n')
                break;
        }
        file.SetLength(end);
    }

    private static List<JournalEntry> Read(FileStream file, string path)
    {
        var entries = new List<JournalEntry>();
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            try
            {
                var entry = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
                if (entry?.Kind is JournalEntry.Start or JournalEntry.Arrival or JournalEntry.Departure or JournalEntry.Note)
                    entries.Add(entry);
            }
            catch (JsonException cause)
            {
                throw new SimulatorStartException($"Line {number} of the journal {path} is not a journal line; move the file away or name another.", cause);
            }
        }
        return entries;
    }
}
