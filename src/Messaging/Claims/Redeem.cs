namespace ClearView.Messaging.Claims;

/// <summary>The one way from a claim to the sealed body.</summary>
internal static class Redeem
{
    /// <exception cref="PermanentFailureException">It is no claim of ours, or what it leads to was changed.</exception>
    /// <exception cref="TransientFailureException">What it leads to is not there (yet, or any more).</exception>
    public static async Task<byte[]> RedeemAsync(this IClaims? claims, Envelope envelope, ReadOnlyMemory<byte> claim, CancellationToken ct)
    {
        if (!Claim.IsWellFormed(claim.Span))
        {
            throw new PermanentFailureException("unreadable-payload",
                $"A '{envelope.Type}' message carries a claim that nobody gave out: it was damaged, or not sent by ClearView.");
        }

        if (claims is null)
        {
            throw new TransientFailureException("claim.no-store",
                $"A '{envelope.Type}' message carries a claim for a large body, and this process has no store to fetch it from. Start it with the installation's store.");
        }

        var body = await claims.FindAsync(claim, ct) ?? throw new TransientFailureException("claim.missing",
            $"The large body of a '{envelope.Type}' message is not in the store. Is this the installation's store, or an old backup of it? Restore the right one, then redrive.");
        return Claim.IsOf(claim.Span, body) ? body : throw new PermanentFailureException("unreadable-payload",
            $"The large body of a '{envelope.Type}' message was changed or cut off in the store. Restore the store from a backup, then redrive.");
    }
}
