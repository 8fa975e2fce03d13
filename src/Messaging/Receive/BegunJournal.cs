using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace ClearView.Messaging.Receive;

/// <summary>
/// What this process has in its hands, in a file that outlives it: who starts after a death reads with which messages the process died.
/// Brokers can only count what came back, which is also what waited beside the culprit. Nothing is synced: the file need only outlive the
/// process, and the system keeps what was written to it.
/// </summary>
public sealed class BegunJournal : IDisposable
{
    private const int Slots = 512;
    private const int SlotSize = 128;
    private const int MostDeathsKept = 1_000;
    private const int MostProcesses = 64;

    private readonly ConcurrentDictionary<(string Function, MessageId Id), int> _deaths = [];
    private readonly ConcurrentStack<int> _free = new(Enumerable.Range(0, Slots));
    private readonly FileStream? _lock;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly string? _deathsPath;

    private BegunJournal()
    {
    }

    private BegunJournal(FileStream held, string deathsPath)
    {
        (_lock, _deathsPath) = (held, deathsPath);
        held.SetLength(Slots * SlotSize);
        _file = MemoryMappedFile.CreateFromFile(held, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor();
        ReadDeaths();
    }

    /// <summary>Remembers nothing: for a process that nobody starts again.</summary>
    public static BegunJournal None { get; } = new();

    /// <summary>The first journal of that name that no living process has.</summary>
    /// <exception cref="IOException">All are in use, or the folder takes no file.</exception>
    public static BegunJournal Open(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; ; number++)
        {
            var path = Path.Combine(folder, $"begun-{name}.{number}");
            try
            {
                return new BegunJournal(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), path + ".deaths");
            }
            catch (IOException) when (number < MostProcesses && File.Exists(path))
            {
                // Another process of that name is alive.
            }
        }
    }

    /// <summary>How many processes died while they handled it.</summary>
    public int DeathsOf(string function, MessageId id) => _deaths.GetValueOrDefault((function, id));

    /// <summary>Says that it is being handled, until the returned mark is ended.</summary>
    public BegunMark Begin(string function, MessageId id)
    {
        if (_view is null || !_free.TryPop(out var slot))
            return default;
        Span<byte> text = stackalloc byte[SlotSize];
        var length = Encoding.UTF8.TryGetBytes($"{id} {function}", text[1..], out var written) ? written : 0;
        text[0] = (byte)length;
        _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)(slot * SlotSize), (ReadOnlySpan<byte>)text[..(length + 1)]);
        return new BegunMark(this, slot);
    }

    /// <summary>It was settled: what it did to earlier processes counts no more.</summary>
    public void Forgive(string function, MessageId id)
    {
        if (_deaths.TryRemove((function, id), out _))
            WriteDeaths();
    }

    internal void End(int slot)
    {
        _view!.Write((long)slot * SlotSize, (byte)0);
        _free.Push(slot);
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>Those of before, and one more for each message that the last owner of this journal had in its hands when it ended.</summary>
    private void ReadDeaths()
    {
        if (File.Exists(_deathsPath))
        {
            foreach (var line in File.ReadLines(_deathsPath))
            {
                if (line.Split(' ') is [var id, var function, var count] && MessageId.TryParse(id, out var message)
                    && int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var deaths))
                    _deaths[(function, message)] = deaths;
            }
        }

        var slot = new byte[SlotSize];
        var found = false;
        for (var i = 0; i < Slots; i++)
        {
            _view!.ReadArray((long)i * SlotSize, slot, 0, SlotSize);
            if (slot[0] is 0 or >= SlotSize)
                continue;
            if (Encoding.UTF8.GetString(slot, 1, slot[0]).Split(' ') is [var id, var function] && MessageId.TryParse(id, out var message))
                _deaths.AddOrUpdate((function, message), 1, static (_, deaths) => deaths + 1);
            found = true;
        }

        if (!found)
            return;
        // First the count, then the slots: a death in between counts twice rather than never.
        WriteDeaths();
        for (var i = 0; i < Slots; i++)
            _view!.Write((long)i * SlotSize, (byte)0);
    }

    private void WriteDeaths()
    {
        lock (_free)
        {
            var aside = _deathsPath + ".new";
            File.WriteAllLines(aside, _deaths.Take(MostDeathsKept).Select(d => string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{d.Key.Id} {d.Key.Function} {d.Value}")));
            File.Move(aside, _deathsPath!, overwrite: true);
        }
    }
}

/// <summary>One message in this process's hands.</summary>
public readonly struct BegunMark(BegunJournal? journal, int slot) : IDisposable
{
    public void Dispose() => journal?.End(slot);
}
