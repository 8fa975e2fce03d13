using ClearView.Messaging;
using MimeKit;

namespace ClearView.Functions.Notify;

/// <summary>
/// Mail as files, one for each function and message, for whatever picks them up. The name follows from both, so a repeated notification
/// overwrites its own file, and no other function's. It is on the disk before the function's effects are: what is committed as told was told.
/// </summary>
public sealed class MailFolder(MailFolderOptions options)
{
    private const string To = "hiring-team@clearview.invalid";

    public Task PutAsync(FunctionContext context, string subject, string text, CancellationToken ct) =>
        PutAsync(context, context.Envelope.Id, subject, text, ct);

    /// <param name="cause">What it is about, in place of the handled message: for a mail that several messages may lead to.</param>
    public async Task PutAsync(FunctionContext context, MessageId cause, string subject, string text, CancellationToken ct)
    {
        var name = $"{context.Function}-{cause}";
        using var mail = new MimeMessage
        {
            Subject = subject,
            Date = context.Envelope.Time,
            MessageId = $"{name}@clearview.invalid",
            Body = new TextPart("plain") { Text = text },
        };
        mail.From.Add(new MailboxAddress("ClearView", "clearview@clearview.invalid"));
        mail.To.Add(MailboxAddress.Parse(To));

        DurableFiles.CreateDirectory(options.Directory);
        var path = Path.Combine(options.Directory, name + ".eml");
        // Two messages may lead to one mail at once. One that comes again after its process died takes up what that left.
        var aside = $"{path}.{context.Envelope.Id}.part";
        await using (var file = File.Create(aside))
        {
            await mail.WriteToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(aside, path);
    }
}

public sealed record MailFolderOptions(string Directory);
