using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClearView.Simulators.Greenhouse;

/// <summary>What the webhooks say. Angle brackets, ampersands and everything beyond ASCII are escaped, as the vendor does.</summary>
internal static class WebhookBody
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Ping() => Text("ping", new JsonObject { ["web_hook_id"] = 1 });

    public static string NewApplication(SampleCandidate candidate, SampleApplication application, SampleJob job, string fileUrl) =>
        Text("new_candidate_application", new JsonObject
        {
            ["application"] = new JsonObject
            {
                ["id"] = application.Id,
                ["status"] = "active",
                ["prospect"] = false,
                ["applied_at"] = WireTime.Text(candidate.AppliedAt),
                ["candidate"] = new JsonObject
                {
                    ["id"] = candidate.Id,
                    ["first_name"] = candidate.FirstName,
                    ["last_name"] = candidate.LastName,
                    ["created_at"] = WireTime.Text(candidate.AppliedAt),
                    ["is_private"] = false,
                    ["email_addresses"] = Contacts(candidate.Email, "personal"),
                    ["phone_numbers"] = Contacts(candidate.Phone, "mobile"),
                    ["attachments"] = new JsonArray(new JsonObject { ["filename"] = candidate.FileName, ["url"] = fileUrl, ["type"] = "resume" }),
                },
                ["jobs"] = new JsonArray(new JsonObject
                {
                    ["id"] = job.Id,
                    ["name"] = job.Title,
                    ["status"] = "open",
                    ["confidential"] = false,
                    ["notes"] = $"<p>{job.Company}</p>",
                    ["opened_at"] = WireTime.Text(job.OpenedAt),
                }),
            },
        });

    public static string Deleted(SampleCandidate candidate) => Text("delete_candidate", Person(candidate, person =>
        person["deleted_application_ids"] = new JsonArray([.. candidate.Applications.Select(a => JsonValue.Create(a.Id))])));

    public static string Merged(SampleCandidate candidate, long winner) =>
        Text("merge_candidate", Person(candidate, person => person["new_candidate_id"] = winner));

    private static JsonObject Person(SampleCandidate candidate, Action<JsonObject> add)
    {
        var person = new JsonObject
        {
            ["id"] = candidate.Id,
            ["first_name"] = candidate.FirstName,
            ["last_name"] = candidate.LastName,
            ["created_at"] = WireTime.Text(candidate.AppliedAt),
            ["is_private"] = false,
        };
        add(person);
        return new JsonObject { ["person"] = person };
    }

    private static JsonArray Contacts(string? value, string type) =>
        string.IsNullOrEmpty(value) ? [] : new JsonArray(new JsonObject { ["value"] = value, ["type"] = type });

    private static string Text(string action, JsonObject payload) =>
        Escape(new JsonObject { ["action"] = action, ["payload"] = payload }.ToJsonString(Unescaped));

    /// <summary>These characters can stand only inside strings of JSON, so the whole text can be escaped at once.</summary>
    private static string Escape(string json)
    {
        var escaped = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (c > '~' || c is '<' or '>' or '&')
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
