namespace ClearView.Messaging.Protection;

/// <summary>The keys that seal payloads.</summary>
public interface IKeyRing
{
    /// <summary>The key for what is sealed from now on.</summary>
    DataKey Current(TenantId tenant);

    /// <summary>Null when the key was destroyed: what it sealed is erased.</summary>
    DataKey? Find(TenantId tenant, string keyId);
}

/// <summary>A key per person, for what lies in the vault.</summary>
public interface IPersonKeys
{
    Task<DataKey> GetOrCreateAsync(TenantId tenant, string subject, CancellationToken ct);

    /// <summary>The key that the person has now, for more to seal; none is made. Null when the person was erased.</summary>
    /// <exception cref="TransientFailureException">There is no key and no mark that one was destroyed.</exception>
    Task<DataKey?> FindAsync(TenantId tenant, string subject, CancellationToken ct);

    /// <summary>Null when the person was erased, which leaves a mark: a key that is merely not there says nothing of the kind.</summary>
    /// <exception cref="TransientFailureException">There is no such key and no mark that it was destroyed.</exception>
    Task<DataKey?> FindAsync(TenantId tenant, string subject, string keyId, CancellationToken ct);
}
