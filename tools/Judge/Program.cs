using System.Text.Json;
using ClearView.Judge;

// Holds what went in (the samples), what the HR system saw (the simulator's journal) and what came out (the export) against each other.
// Knows nothing of ClearView's code, store or counters. Exit codes: 0 nothing missing and nothing twice, 1 otherwise, 2 usage.
string? Argument(string name) => args.SkipWhile(a => a != name).Skip(1).FirstOrDefault();

if (Argument("--samples") is not { } samples || Argument("--journal") is not { } journal || Argument("--export") is not { } export)
{
    Console.Error.WriteLine("""
        Usage: judge --samples DIR --journal FILE --export DIR

        Checks that of every candidate in the samples exactly what should come out came out: results and a score for every job, or a named
        doubt, or a dead letter with its cause; and that the HR system holds exactly one note for every application that was scored.
        Prints one JSON object. Exit code 1 when something is missing, doubled or wrong.
        """);
    return 2;
}

var verdict = Verdict.Of(Inputs.Read(samples), Notes.Read(journal), Export.Read(export));
Console.WriteLine(JsonSerializer.Serialize(verdict, new JsonSerializerOptions(JsonSerializerDefaults.Web)));
return verdict.Ok ? 0 : 1;
