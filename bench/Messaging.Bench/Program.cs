using System.CommandLine;
using System.Globalization;
using ClearView.Messaging.Bench;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Bench.Rows;

// Messaging against its peers, on one private broker: './clearview bench messaging --help'. With 'row' it is one of its own child processes.
if (args is [RowHost.Verb, var row, var name])
    return await RowHost.RunAsync(row, name);

var json = new Option<bool>("--json") { Description = "Print the last line only: all rows as one JSON object." };
var seconds = new Option<double>("--seconds") { Description = "Length of one measurement.", DefaultValueFactory = _ => 2.5 };
var rounds = new Option<int>("--rounds") { Description = "Measurements of each row at 1 KiB, in turn with the others'; other sizes get half as many.", DefaultValueFactory = _ => 5 };
var sizes = new Option<string>("--sizes") { Description = "Bytes of a record's JSON, with commas.", DefaultValueFactory = _ => "1024,256,16384" };
var rows = new Option<string>("--rows") { Description = $"Names with commas, of {string.Join(", ", RowCatalog.All.Keys)}.", DefaultValueFactory = _ => string.Join(',', RowCatalog.All.Keys) };
var root = new RootCommand("Messaging against the bare client and the other frameworks, on one private RabbitMQ, in interleaved rounds.") { json, seconds, rounds, sizes, rows };
root.SetAction((parsed, ct) => BenchRun.RunAsync(
    new BenchOptions(
        parsed.GetValue(json), Math.Clamp(parsed.GetValue(seconds), 0.2, 600), Math.Clamp(parsed.GetValue(rounds), 1, 1_000),
        [.. parsed.GetValue(sizes)!.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))], parsed.GetValue(rows)!.Split(','), false, 0),
    ct));
return await root.Parse(args).InvokeAsync();
