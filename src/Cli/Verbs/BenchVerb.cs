using System.CommandLine;
using ClearView.Cli.Benches;

namespace ClearView.Cli.Verbs;

/// <summary>Measurements, by programs of their own: what they compare with is no part of this one.</summary>
internal static class BenchVerb
{
    public static Command Command() => new("bench", "Measure. The programs that measure are built from the sources when needed.")
    {
        Of("messaging", "Messaging against the bare client, MassTransit and Wolverine on one private RabbitMQ; the last line is one JSON object. './clearview bench messaging -- --help' tells more.", "Messaging.Bench"),
    };

    private static Command Of(string name, string description, string project)
    {
        var rest = new Argument<string[]>("OPTIONS") { Description = "For the program: --json --seconds N --rounds N --sizes N,N --rows NAME,NAME --backlog N.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, ct) => BenchProgram.RunAsync(project, [.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens], ct));
        return command;
    }
}
