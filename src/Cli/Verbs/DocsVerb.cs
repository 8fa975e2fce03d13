using System.CommandLine;
using ClearView.Cli.Docs;

namespace ClearView.Cli.Verbs;

/// <summary>Keeps the drawn part of the architecture page true.</summary>
internal static class DocsVerb
{
    public static Command Command()
    {
        var write = new Option<bool>("--write") { Description = "Write the page; without it, only check." };
        var file = new Option<string?>("--file") { Description = "The page; default: docs/architecture.md of the project." };
        var command = new Command("docs", "Check that docs/architecture.md shows the catalogs as they are, or draw it anew. Exit code 1 when it differs.") { write, file };
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(file) ?? Home.ArchitecturePage;
            if (!File.Exists(path))
                throw new UsageException($"'{path}' does not exist. Name the page with --file.");
            var page = await File.ReadAllTextAsync(path, ct);
            var renewed = ArchitectureDiagrams.Renew(page);
            if (page == renewed)
                return ExitCode.Done;
            if (parsed.GetValue(write))
            {
                await File.WriteAllTextAsync(path, renewed, ct);
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync($"'{path}' does not show the catalogs as they are. Run './clearview docs --write'.");
            return ExitCode.Failed;
        });
        return command;
    }
}
