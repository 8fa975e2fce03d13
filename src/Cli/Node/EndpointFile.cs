using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Cli.Node;

/// <summary>Tells other verbs where this installation's web answers.</summary>
internal sealed partial record EndpointFile(string Url, int Process)
{
    public static void Write(string path, string url)
    {
        var aside = path + ".part";
        File.WriteAllText(aside, JsonSerializer.Serialize(new EndpointFile(url, Environment.ProcessId), EndpointJson.Default.EndpointFile));
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Null when no process of this installation runs a web.</summary>
    public static EndpointFile? Read(string path) =>
        File.Exists(path)
        && JsonSerializer.Deserialize(File.ReadAllText(path), EndpointJson.Default.EndpointFile) is { } endpoint
        && IsAlive(endpoint.Process)
            ? endpoint
            : null;

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [JsonSerializable(typeof(EndpointFile))]
    private sealed partial class EndpointJson : JsonSerializerContext;
}
