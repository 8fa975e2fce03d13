using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClearView.Contracts;

namespace ClearView.Web.Intake;

/// <summary>A résumé as it was sent, checked for form but not yet looked into.</summary>
/// <param name="ReceivedOn">Null means today.</param>
internal sealed record ResumeRequest(byte[] File, KnownIdentity? Identity, IReadOnlyList<JobId> Jobs, DateOnly? ReceivedOn)
{
    /// <summary>Tells two requests with one Idempotency-Key apart, however they were wrapped.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(File));
        string?[] texts =
        [
            Identity?.FirstName, Identity?.LastName, .. Identity?.Emails ?? [], "\n", .. Identity?.Phones ?? [], "\n",
            .. Jobs.Select(j => j.ToString()), ReceivedOn?.ToString("O", CultureInfo.InvariantCulture),
        ];
        foreach (var text in texts)
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text is null ? "-" : "+" + text)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
