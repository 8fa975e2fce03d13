namespace ClearView.Messaging.Vault;

/// <summary>Keeps what is too large or too personal for a message; the message carries the claim.</summary>
public interface IVault
{
    /// <summary>Returns when the content is on disk. The same content under the same name gives the same claim, as long as the person is not erased.</summary>
    /// <param name="name">What it is, unique for the subject; becomes part of a digest, never readable.</param>
    Task<string> KeepAsync(TenantId tenant, string subject, string name, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <exception cref="PersonErasedException">The person's key was destroyed.</exception>
    /// <exception cref="PermanentFailureException">There is no such content, or it was changed.</exception>
    Task<byte[]> OpenAsync(TenantId tenant, string subject, string claim, CancellationToken ct);
}
