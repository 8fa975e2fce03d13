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
        var verify = new Command("verify", "Check the whole hash chain; exit code 1 when an entry was changed, removed or inserted, the newest ones too.") { data };
        verify.SetAction(async (parsed, ct) =>
        {
            var folder = new DataFolder(parsed.GetValue(data)!);
            if (!File.Exists(folder.Store))
                throw new UsageException($"'{folder.Path}' holds no store. Give the folder that 'up' or 'demo' was started with: --data DIR.");

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
