using System.CommandLine;
using ClearView.Cli.Benches;

namespace ClearView.Cli.Verbs;

/// <summary>Measurements, by programs of their own: what they compare with is no part of this one.</summary>
internal static class BenchVerb
{
    public static Command Command() => new("bench", "Measure. The programs that measure are built from the sources first.")
    {
        Of("messaging", "Messaging.Bench",
            "Messaging against the bare client, Wolverine and MassTransit, in turn on one private RabbitMQ, in some five minutes; the last line is one JSON object. "
            + "Takes --json, --seconds N (of one measurement), --rounds N, --sizes 1024,256,16384, --rows bare,ours,wolverine,massTransit,..., --no-kill, --no-startup, --backlog N."),
        Of("ai", "AiTool.Bench",
            "The AI tool on one core: r\u00e9sum\u00e9s a second of each stage, warm, beside one pass over the bytes, and what the first one costs; the last line is one JSON object. "
            + "Takes --json, --seconds N (of each stage), --samples FOLDER."),
        Of("pipeline", "Pipeline.Bench",
            "The whole way: text r\u00e9sum\u00e9s a second from intake to the last stored effect, embedded and on a private RabbitMQ, with p99 of the answer 202; the last line is one "
            + "JSON object. Takes --json, --resumes N, --clients N, --broker embedded|rabbitmq|both, --samples FOLDER."),
    };

    private static Command Of(string name, string project, string description)
    {
        // The options are the program's: it says what is wrong with them.
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, ct) => BenchProgram.RunAsync(project, parsed.UnmatchedTokens, ct));
        return command;
    }
}
