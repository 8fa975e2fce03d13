using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Vault;

/// <summary>
/// The vault as files, each sealed with its person's key: length of the key's id (2 bytes), the id, the sealed content.
/// Names are digests under a key that follows from the person's: a listing of the directory tells nothing, not even to who guesses
/// a content and looks whether its name is there.
/// </summary>
public sealed class FileVault(string directory, IPersonKeys keys) : IVault
{
    public async Task<string> KeepAsync(TenantId tenant, string subject, string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var key = await keys.GetOrCreateAsync(tenant, subject, ct);
        var claim = ClaimOf(key, tenant, subject, name, content.Span);
        var path = PathOf(claim);
        // What is there and does not open, or not as this, is damaged: it is replaced.
        if (File.Exists(path) && TryOpen(await File.ReadAllBytesAsync(path, ct), key, tenant, subject, claim) is { } kept && content.Span.SequenceEqual(kept))
            return claim;

        var keyId = Encoding.UTF8.GetBytes(key.Id);
        var box = Sealed.Close(content, key, Bound(tenant, subject, claim));
        DurableFiles.CreateDirectory(Path.GetDirectoryName(path)!);

        // Written aside and moved: a reader never sees half a file, a crash leaves only a stray one.
        var aside = path + "." + Guid.NewGuid().ToString("N");
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            var length = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)keyId.Length));
            await file.WriteAsync(length, ct);
            await file.WriteAsync(keyId, ct);
            await file.WriteAsync(box, ct);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(aside, path);
        return claim;
    }

    public async Task<byte[]> OpenAsync(TenantId tenant, string subject, string claim, CancellationToken ct)
    {
        var path = PathOf(claim);
        if (!File.Exists(path))
            throw new PermanentFailureException("vault.missing", "The original is not in the vault. Restore the vault from its backup, then redrive.");

        var file = await File.ReadAllBytesAsync(path, ct);
        var keyId = KeyIdOf(file) ?? throw Changed();
        if (await keys.FindAsync(tenant, subject, keyId, ct) is not { } key)
            throw new PersonErasedException();

        return TryOpen(file, key, tenant, subject, claim) ?? throw Changed();
    }

    private static byte[]? TryOpen(byte[] file, DataKey key, TenantId tenant, string subject, string claim)
    {
        if (KeyIdOf(file) is not { } keyId || keyId != key.Id)
            return null;
        try
        {
            return Sealed.Open(file.AsMemory(2 + Encoding.UTF8.GetByteCount(keyId)), key, Bound(tenant, subject, claim));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? KeyIdOf(byte[] file) =>
        file.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(file) is var length && file.Length >= 2 + length
            ? Encoding.UTF8.GetString(file, 2, length)
            : null;

    private static PermanentFailureException Changed() =>
        new("vault.changed", "The original in the vault was changed or damaged. Restore it from a backup, then redrive.");

    private static string ClaimOf(DataKey key, TenantId tenant, string subject, string name, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Derive("clearview vault names"));
        hash.AppendData(Encoding.UTF8.GetBytes($"{tenant.Value}\n{subject}\n{name}\n"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 20));
    }

    private string PathOf(string claim)
    {
        // A claim comes back in a message: it must not lead anywhere else.
        if (claim.Length != 40 || !claim.All(char.IsAsciiHexDigitLower))
            throw new PermanentFailureException("vault.bad-claim", "The claim check is not one that this vault gave out.");
        return Path.Combine(directory, claim[..2], claim);
    }

    private static byte[] Bound(TenantId tenant, string subject, string claim) =>
        Encoding.UTF8.GetBytes($"{tenant.Value}|{subject}|{claim}");
}
