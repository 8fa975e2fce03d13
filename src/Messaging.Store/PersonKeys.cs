using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Store;

/// <summary>A random key per person, stored wrapped by the tenant's key. Destroying one leaves its id as a mark in erased_keys.</summary>
public sealed class PersonKeys(IStoreDatabase database, IKeyRing ring, TimeProvider clock) : IPersonKeys
{
    private const string Writer = "person-keys";

    public async Task<DataKey> GetOrCreateAsync(TenantId tenant, string subject, CancellationToken ct)
    {
        if (await ReadAsync(tenant, subject, ct) is { } known)
            return known;

        var wrapper = ring.Current(tenant);
        var bytes = RandomNumberGenerator.GetBytes(Sealed.KeySize);
        var keyId = "person-" + Guid.NewGuid().ToString("N");
        try
        {
            await database.WriteAsync(Writer, """
                INSERT INTO person_keys (tenant, subject, key_id, wrapped_by, wrapped)
                VALUES (@tenant, @subject, @key_id, @wrapped_by, @wrapped) ON CONFLICT DO NOTHING
                """, command =>
            {
                command.Add("@tenant", tenant.Value);
                command.Add("@subject", subject);
                command.Add("@key_id", keyId);
                command.Add("@wrapped_by", wrapper.Id);
                command.Add("@wrapped", Sealed.Close(bytes, wrapper, Bound(tenant, subject, keyId)));
            }, ct);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        await database.SyncAsync(ct);
        // Another process may have been first: the stored key counts.
        return await ReadAsync(tenant, subject, ct)
            ?? throw new InvalidOperationException("The key of a person could not be stored.");
    }

    public Task<DataKey?> FindAsync(TenantId tenant, string subject, CancellationToken ct) => FindOrNullAsync(tenant, subject, null, ct);

    public Task<DataKey?> FindAsync(TenantId tenant, string subject, string keyId, CancellationToken ct) => FindOrNullAsync(tenant, subject, keyId, ct);

    /// <summary>Destroys a person's key. What it sealed is unreadable from then on, and known as erased; the person may come back under another key.</summary>
    public async Task EraseAsync(TenantId tenant, string subject, CancellationToken ct)
    {
        await using (var write = await database.BeginAsync(Writer, ct))
        {
            await write.AloneAsync($"person/{tenant.Value}/{subject}", ct);
            var mark = write.Command("""
                INSERT INTO erased_keys (tenant, subject, key_id, erased_at)
                SELECT tenant, subject, key_id, @now FROM person_keys WHERE tenant = @tenant AND subject = @subject
                """);
            mark.Add("@tenant", tenant.Value);
            mark.Add("@subject", subject);
            mark.Add("@now", clock.GetUtcNow().ToUnixTimeMilliseconds());
            await mark.ExecuteNonQueryAsync(ct);
            var destroy = write.Command("DELETE FROM person_keys WHERE tenant = @tenant AND subject = @subject");
            destroy.Add("@tenant", tenant.Value);
            destroy.Add("@subject", subject);
            await destroy.ExecuteNonQueryAsync(ct);
            await write.CommitAsync();
        }

        await database.SyncAsync(ct);
    }

    private async Task<DataKey?> FindOrNullAsync(TenantId tenant, string subject, string? keyId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (await ReadAsync(connection, tenant, subject, ct, keyId) is { } key)
            return key;

        await using var command = connection.CreateCommand();
        // A destroyed tenant's key has destroyed all that it wrapped.
        command.CommandText = """
            SELECT EXISTS (SELECT 1 FROM erased_keys WHERE tenant = @tenant AND subject = @subject AND (key_id = @key_id OR @key_id IS NULL))
                OR EXISTS (SELECT 1 FROM person_keys WHERE tenant = @tenant AND subject = @subject AND (key_id = @key_id OR @key_id IS NULL))
            """;
        command.Add("@tenant", tenant.Value);
        command.Add("@subject", subject);
        command.Add("@key_id", keyId);
        return Convert.ToBoolean(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture)
            ? null
            : throw new TransientFailureException("person-key.missing",
                "The key that seals this is not in the store, and nothing says that it was destroyed. Is this the installation's store, or an old backup of it? Restore the right one, then redrive.");
    }

    private async Task<DataKey?> ReadAsync(TenantId tenant, string subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ReadAsync(connection, tenant, subject, ct);
    }

    private async Task<DataKey?> ReadAsync(DbConnection connection, TenantId tenant, string subject, CancellationToken ct, string? asked = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT key_id, wrapped_by, wrapped FROM person_keys
            WHERE tenant = @tenant AND subject = @subject AND (key_id = @asked OR @asked IS NULL)
            """;
        command.Add("@tenant", tenant.Value);
        command.Add("@subject", subject);
        command.Add("@asked", asked);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;

        var keyId = row.GetString(0);
        return ring.Find(tenant, row.GetString(1)) is { } wrapper
            ? new DataKey(keyId, Sealed.Open(row.GetFieldValue<byte[]>(2), wrapper, Bound(tenant, subject, keyId)))
            : null;
    }

    private static byte[] Bound(TenantId tenant, string subject, string keyId) =>
        Encoding.UTF8.GetBytes($"{tenant.Value}|{subject}|{keyId}");
}
