using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>Answers with a body of known length, so that a client can tell a cut one.</summary>
internal static class Answer
{
    /// <summary>The vendor's shape of errors.</summary>
    public static Task ErrorsAsync(HttpContext http, int status, params IEnumerable<string> errors) =>
        JsonAsync(http, status, new JsonObject { ["errors"] = new JsonArray([.. errors.Select(error => JsonValue.Create(error))]) });

    public static Task JsonAsync(HttpContext http, int status, JsonNode body) =>
        BytesAsync(http, status, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static Task RowsAsync(HttpContext http, int status, IEnumerable<IRow> rows)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
                JsonSerializer.Serialize(writer, row, row.GetType(), WireJson.Default);
            writer.WriteEndArray();
        }
        return BytesAsync(http, status, "application/json", buffer.ToArray());
    }

    public static Task RowAsync(HttpContext http, int status, IRow row) =>
        BytesAsync(http, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(row, row.GetType(), WireJson.Default));

    public static async Task BytesAsync(HttpContext http, int status, string type, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
