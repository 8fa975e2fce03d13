using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClearView.Cli.Ai;

/// <summary>One JSON object on one line, with letters as letters.</summary>
internal static class JsonLine
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static string Of(Action<Utf8JsonWriter> fill)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Encoder }))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
