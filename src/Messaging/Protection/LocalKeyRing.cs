using System.Globalization;
using System.Security.Cryptography;

namespace ClearView.Messaging.Protection;

/// <summary>
/// One key for one installation, in a file that only its owner may read: first line the key's id, second line the key in base64.
/// Every process of the installation reads the same file.
/// </summary>
public sealed class LocalKeyRing : IKeyRing
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(10);
    private readonly DataKey _key;
    private readonly string _path;

    private LocalKeyRing(string path, DataKey key) => (_path, _key) = (path, key);

    /// <exception cref="InvalidDataException">The file is there and is not a key file.</exception>
    public static LocalKeyRing OpenOrCreate(string path, TimeProvider clock)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
            CreateOnce(path, clock);

        return new LocalKeyRing(path, Read(path));
    }

    /// <summary>For an installation that has stored things already: a new key would open none of them.</summary>
    /// <exception cref="InvalidDataException">The file is missing, or is not a key file.</exception>
    public static LocalKeyRing Open(string path)
    {
        path = Path.GetFullPath(path);
        return File.Exists(path)
            ? new LocalKeyRing(path, Read(path))
            : throw new InvalidDataException($"The key file '{path}' is missing. Restore it from a backup: without it nothing that was stored can be read.");
    }

    public DataKey Current(TenantId tenant) => _key;

    /// <exception cref="TransientFailureException">
    /// The key is not this installation's. It destroys none, so an unknown one is a wrong file: calling it erased would throw mail away.
    /// </exception>
    public DataKey? Find(TenantId tenant, string keyId) => keyId == _key.Id
        ? _key
        : throw new TransientFailureException("unknown-key",
            $"The key '{keyId}' is not in '{Path.GetFileName(_path)}', which holds '{_key.Id}'. Give this process the key file of the installation, then redrive.");

    // Four roles may start at once. A move that refuses to overwrite looks first and then moves, so two could both succeed.
    private static void CreateOnce(string path, TimeProvider clock)
    {
        DurableFiles.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream? held = null;
        IOException? refusal = null;
        if (!SpinWait.SpinUntil(() => TryLock(path + ".lock", out held, out refusal), _longestWait))
            throw new IOException($"'{path}.lock' could not be taken for {_longestWait.TotalSeconds:F0} seconds. End the process that holds it, then start again.", refusal);

        using (held)
        {
            if (!File.Exists(path))
                Create(path, clock);
        }
    }

    private static bool TryLock(string path, out FileStream? held, out IOException? refusal)
    {
        (held, refusal) = (null, null);
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (IOException e)
        {
            refusal = e;
            return false;
        }
    }

    private static void Create(string path, TimeProvider clock)
    {
        var made = clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var id = $"local-{made}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var aside = path + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var stream = new FileStream(aside, options))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write($"{id}\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Sealed.KeySize))}\n");
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.Move(aside, path);
    }

    private static DataKey Read(string path)
    {
        var lines = File.ReadAllLines(path);
        Span<byte> bytes = stackalloc byte[Sealed.KeySize];
        return lines.Length >= 2 && lines[0].Length > 0 && Convert.TryFromBase64String(lines[1], bytes, out var written) && written == Sealed.KeySize
            ? new DataKey(lines[0], bytes.ToArray())
            : throw new InvalidDataException($"'{path}' is not a key file. Put the right one back from a backup: without it nothing that was stored can be read.");
    }
}
