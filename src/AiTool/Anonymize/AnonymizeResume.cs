using System.Text.Json;
using ClearView.AiTool.Documents;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Vault;

namespace ClearView.AiTool.Anonymize;

/// <summary>
/// The only consumer that opens an original. Ends with the résumé without identity, or with one held for a human, or as a dead letter
/// that says why the file cannot be read.
/// </summary>
public sealed class AnonymizeResume(IVault vault) : IFunction<ResumeReceived>
{
    public async Task HandleAsync(ResumeReceived message, FunctionContext context, CancellationToken ct)
    {
        var document = await ReadAsync(message, context.Envelope.Tenant, ct);
        var known = await KnownAsync(message, context.Envelope.Tenant, ct);
        var anonymous = Anonymizer.Anonymize(document.Text, known, message.Hide);

        context.Publish(anonymous.Doubts.Count == 0
            ? new ResumeAnonymized(message.Candidate, anonymous.Text, anonymous.Hidden, message.ReceivedOn, Anonymizer.Version)
            : new ResumeHeld(message.Candidate, anonymous.Text, anonymous.Hidden, anonymous.Doubts, message.ReceivedOn, Anonymizer.Version));
    }

    private async Task<DocumentText> ReadAsync(ResumeReceived message, TenantId tenant, CancellationToken ct)
    {
        var original = await vault.OpenAsync(tenant, message.Candidate.ToString(), message.Original.Claim, ct);
        try
        {
            return DocumentReader.Read(original, ct);
        }
        catch (UnreadableDocumentException e) when (e.MayPass)
        {
            // A busy machine is slow too, and short of memory: the file is condemned only when it fails again and again.
            throw new TransientFailureException("unreadable-document." + e.Code, e.Message);
        }
        catch (UnreadableDocumentException e)
        {
            throw new PermanentFailureException("unreadable-document." + e.Code, e.Message);
        }
    }

    private async Task<KnownIdentity?> KnownAsync(ResumeReceived message, TenantId tenant, CancellationToken ct) => message.Identity is { } claim
        ? JsonSerializer.Deserialize(
            await vault.OpenAsync(tenant, message.Candidate.ToString(), claim.Claim, ct), ContractJson.Default.KnownIdentity)
        : null;
}
