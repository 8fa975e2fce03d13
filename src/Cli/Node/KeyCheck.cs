using System.Data.Common;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Node;

/// <summary>
/// The store remembers, by a digest that needs the key, which key it was begun under. Under another one nothing that is stored opens, and what
/// is accepted meanwhile would not open under the right one.
/// </summary>
internal static class KeyCheck
{
    private const string Name = "installation/key";

    /// <exception cref="InvalidDataException">The key is another.</exception>
    public static async Task RunAsync(IStoreDatabase store, IKeyRing keys, DataFolder data, CancellationToken ct)
    {
        var check = new KeyedDigest(keys).Of(TenantId.Default, "installation", keys.Current(TenantId.Default).Id);
        using var signal = new OutboxSignal();
        await using var session = new StoreSession(store, signal, new SenderName("start"), TimeProvider.System);
        await session.BeginAsync(ct);
        await session.AloneAsync(Name, ct);
        if (await session.ReadCheckpointAsync(Name, ct) is not { } known)
        {
            // A store of an earlier version remembers no key, but whose persons' keys it holds.
            if (await session.UseAsync((connection, transaction) => HoldsOthersAsync(connection, transaction, keys, ct), ct))
                throw Another(data);
            await session.WriteCheckpointAsync(Name, check, ct);
            await session.CommitAsync(ct);
        }
        else if (known != check)
        {
            throw Another(data);
        }
    }

    private static async Task<bool> HoldsOthersAsync(DbConnection connection, DbTransaction? transaction, IKeyRing keys, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM person_keys WHERE wrapped_by <> @key)";
        var key = command.CreateParameter();
        (key.ParameterName, key.Value) = ("@key", keys.Current(TenantId.Default).Id);
        command.Parameters.Add(key);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) != 0;
    }

    private static InvalidDataException Another(DataFolder data) => new(
        $"The key file '{data.Key}' is not the one that this installation was begun with. Restore that one from a backup: under another nothing that is stored opens.");
}
