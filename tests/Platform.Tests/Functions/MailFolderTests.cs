using ClearView.Contracts;
using ClearView.Functions.Notify;
using ClearView.Messaging;

namespace ClearView.Platform.Tests.Functions;

public sealed class MailFolderTests
{
    [Fact]
    public async Task What_a_process_that_died_left_of_a_mail_becomes_the_mail_when_its_message_comes_again()
    {
        var folder = Directory.CreateTempSubdirectory("mail-").FullName;
        try
        {
            var envelope = new Envelope
            {
                Id = MessageId.Derive("mail"),
                Type = "t",
                Source = "s",
                Time = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
                Tenant = TenantId.Default,
                KeyId = "k",
            };
            var context = new FunctionContext("notify", envelope, default, new ContractRegistry(ContractCatalog.All));
            await File.WriteAllTextAsync(Path.Combine(folder, $"notify-{envelope.Id}.eml.{envelope.Id}.part"), "half a ma", TestContext.Current.CancellationToken);

            await new MailFolder(new MailFolderOptions(folder)).PutAsync(context, "Subject", "Text", TestContext.Current.CancellationToken);

            Assert.Equal([$"notify-{envelope.Id}.eml"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
