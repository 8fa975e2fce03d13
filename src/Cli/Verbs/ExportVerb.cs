using System.CommandLine;
using ClearView.Cli.Export;
using ClearView.Cli.Node;

namespace ClearView.Cli.Verbs;

/// <summary>Writes all results as plain files.</summary>
internal static class ExportVerb
{
    public static Command Command()
    {
        var data = new Option<string>("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        var store = StorePlace.Option();
        var to = new Option<string>("--to") { Description = "The folder to write to; made when missing, refused when it holds anything else than an earlier export.", Required = true };
        var command = new Command("export", "Write all results as plain files, in a stable order and without times, so that two exports can be compared.") { data, store, to };
        command.SetAction(async (parsed, ct) =>
        {
            var folder = new DataFolder(parsed.GetValue(data)!, StorePlace.Parse(parsed.GetValue(store)!));
            await folder.NeedStoreAsync(ct);

            var count = await ResultExport.WriteAsync(folder, parsed.GetValue(to)!, ct);
            Console.WriteLine($"{count} files in {parsed.GetValue(to)}");
            return ExitCode.Done;
        });
        return command;
    }
}
