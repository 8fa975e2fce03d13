using System.CommandLine;
using ClearView.Cli.Node;
using ClearView.Hiring;

namespace ClearView.Cli.Verbs;

/// <summary>Looks after the audit trail.</summary>
internal static class AuditVerb
{
    public static Command Command()
    {
        var data = new Option<string>("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        var store = StorePlace.Option();
        var verify = new Command("verify", "Check the whole hash chain; exit code 1 when an entry was changed, removed or inserted, the newest ones too.") { data, store };
        verify.SetAction(async (parsed, ct) =>
        {
            var folder = new DataFolder(parsed.GetValue(data)!, StorePlace.Parse(parsed.GetValue(store)!));
            await folder.NeedStoreAsync(ct);

            await using var services = StoreOnly.Open(folder, "audit");
            await using var scope = services.CreateAsyncScope();
            var (entries, brokenAt) = await scope.ServiceProvider.GetRequiredService<AuditTrail>().VerifyAsync(ct);
            if (brokenAt is null)
            {
                Console.WriteLine($"The audit trail holds: {entries} entries, each following from the one before.");
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync($"The audit trail is broken at entry {brokenAt}: it was changed, removed or inserted after it was written.");
            return ExitCode.Failed;
        });
        return new Command("audit", "The audit trail.") { verify };
    }
}
