using System.Text.Json.Serialization;

namespace ClearView.Cli.Demo;

/// <summary>What became of the demo's work.</summary>
/// <param name="Received">Résumés.</param>
/// <param name="Matches">Scored pairs.</param>
/// <param name="Unaccounted">Results that should be there and are not.</param>
internal sealed record DemoResult(
    string Broker, long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches,
    long WrittenBack, long DeadLetters, long Unaccounted, double Seconds)
{
    public void Print(IReadOnlyList<string> causes)
    {
        Console.WriteLine($"""
            broker            {Broker}
            received          {Received} r{'\u00e9'}sum{'\u00e9'}s
            anonymised        {Anonymized}
            held for review   {HeldForReview}
            stories           {Stories}
            tips              {Tips}
            skills            {Skills}
            matches scored    {Matches}
            written back      {WrittenBack}
            dead letters      {DeadLetters}
            unaccounted for   {Unaccounted}
            seconds           {Seconds}
            """);
        foreach (var cause in causes)
            Console.WriteLine("  set aside: " + cause);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoResult))]
internal sealed partial class DemoJson : JsonSerializerContext;
