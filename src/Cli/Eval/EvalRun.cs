using System.Text.Json;
using ClearView.Cli.Benches;

namespace ClearView.Cli.Eval;

/// <summary>The part of a result that says where it is from.</summary>
internal static class EvalRun
{
    public static void Write(Utf8JsonWriter json)
    {
        var now = Surroundings.Now();
        json.WriteStartObject("surroundings");
        json.WriteNumber("cores", now.Cores);
        json.WriteString("processor", now.Processor);
        json.WriteString("system", now.System);
        json.WriteString("runtime", now.Runtime);
        json.WriteString("commit", now.Commit);
        json.WriteEndObject();
    }
}
