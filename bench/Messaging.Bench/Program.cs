using System.CommandLine;
using System.Globalization;
using ClearView.Messaging.Bench;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Bench.Rows;

// Messaging against its peers, on one private broker: './clearview bench messaging --help'. With 'row' or 'startup' it is one of its own
// child processes.
if (args is [RowHost.Verb, var row, var name])
    return await RowHost.RunAsync(row, name);
if (args is [StartUp.Verb])
    return await StartUp.RunAsync();

var json = new Option<bool>("--json") { Description = "Print the result only, as one JSON object; without it a table for people comes first." };
var seconds = new Option<double>("--seconds") { Description = "Length of one measurement, 0.2 to 600.", DefaultValueFactory = _ => 2 };
var rounds = new Option<int>("--rounds") { Description = "Measurements of each row in the first size, in turn with the others', 1 to 1000; other sizes get half as many.", DefaultValueFactory = _ => 5 };
var sizes = new Option<string>("--sizes") { Description = "Bytes of a record's JSON, with commas; ratios are of the first.", DefaultValueFactory = _ => "1024,256,16384" };
var rows = new Option<string>("--rows") { Description = $"Names with commas, of {string.Join(", ", RowCatalog.Usual)}; ratios need '{RowCatalog.Bare}'.", DefaultValueFactory = _ => string.Join(',', RowCatalog.Usual) };
var noKill = new Option<bool>("--no-kill") { Description = "Leave out the phase in which the broker is killed." };
var noStart = new Option<bool>("--no-startup") { Description = "Leave out the start with 50 functions." };
var noShare = new Option<bool>("--no-workers") { Description = "Leave out one and two workers of a function that takes 20 ms." };
var backlog = new Option<long>("--backlog") { Description = "Also empty a queue in which so many messages wait, e.g. 1000000; with --rounds 0 only that." };
var root = new RootCommand("Messaging against the bare client and other frameworks, on one private RabbitMQ, in interleaved rounds. The last line is one JSON object.")
{
    json, seconds, rounds, sizes, rows, noKill, noStart, noShare, backlog,
};
root.SetAction(async (parsed, ct) =>
{
    var chosenRows = parsed.GetValue(rows)!.Split(',', StringSplitOptions.RemoveEmptyEntries);
    var unknown = chosenRows.FirstOrDefault(r => !RowCatalog.All.ContainsKey(r));
    var chosenSizes = new List<int>();
    var areSizes = parsed.GetValue(sizes)!.Split(',').All(text =>
    {
        var isSize = int.TryParse(text, CultureInfo.InvariantCulture, out var size) && size is >= 256 and <= 1_048_576;
        chosenSizes.Add(size);
        return isSize;
    });
    if (unknown is not null || !areSizes || parsed.GetValue(seconds) is not (>= 0.2 and <= 600) || parsed.GetValue(rounds) is < 0 or > 1_000
        || parsed.GetValue(backlog) is < 0 or > 5_000_000)
    {
        await Console.Error.WriteLineAsync(unknown is null
            ? "bench: --sizes takes 256 to 1048576, --seconds 0.2 to 600, --rounds 0 to 1000, --backlog up to 5000000."
            : $"bench: '{unknown}' is no row. Rows are {string.Join(", ", RowCatalog.Usual)}.");
        return 2;
    }

    return await BenchRun.RunAsync(
        new BenchOptions(
            parsed.GetValue(json), parsed.GetValue(seconds), parsed.GetValue(rounds), chosenSizes, chosenRows, !parsed.GetValue(noKill),
            !parsed.GetValue(noStart), !parsed.GetValue(noShare), parsed.GetValue(backlog)),
        ct);
});
return await root.Parse(args).InvokeAsync();
