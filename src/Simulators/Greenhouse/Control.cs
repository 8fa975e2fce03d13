using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>The body of POST /_simulator/misbehave.</summary>
internal sealed record NewFaults(IReadOnlyList<string>? Faults);

/// <summary>The doors below /_simulator, for the demo and for tests. The vendor has nothing like them.</summary>
internal sealed class Control(Account account, Notes notes, Arrivals arrivals, Webhooks webhooks, Faults faults, RequestLog requests)
{
    /// <summary>GET /_simulator/status</summary>
    public Task StatusAsync(HttpContext http) => Answer.JsonAsync(http, StatusCodes.Status200OK, new JsonObject
    {
        ["candidates"] = account.Total,
        ["arrived"] = account.Arrived,
        ["departed"] = account.Departed,
        ["jobs"] = account.JobCount,
        ["notes"] = notes.Count,
        ["requests"] = requests.Count,
        ["webhooks"] = new JsonObject { ["delivered"] = webhooks.Delivered, ["failed"] = webhooks.Failed },
        ["misbehave"] = new JsonArray([.. faults.On.Select(name => JsonValue.Create(name))]),
        ["faults"] = new JsonObject(faults.Struck.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)JsonValue.Create(count.Value)))),
    });

    /// <summary>POST /_simulator/arrive-all</summary>
    public Task ArriveAllAsync(HttpContext http)
    {
        arrivals.ArriveAll();
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    /// <summary>POST /_simulator/arrive?count=3: the next three arrive, ahead of their pace.</summary>
    public Task ArriveAsync(HttpContext http)
    {
        if (!int.TryParse(http.Request.Query["count"], out var count) || count is < 1 or > 1000)
            return Answer.ErrorsAsync(http, StatusCodes.Status422UnprocessableEntity, "Name how many with ?count=1 to 1000.");
        arrivals.Call(count);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    /// <summary>POST /_simulator/misbehave with {"faults":["cut","slow"]}; an empty list switches all off.</summary>
    public async Task MisbehaveAsync(HttpContext http)
    {
        NewFaults? wanted = null;
        string? error = null;
        try
        {
            wanted = http.Request.HasJsonContentType()
                ? await JsonSerializer.DeserializeAsync(http.Request.Body, WireJson.Default.NewFaults, http.RequestAborted)
                : null;
        }
        catch (JsonException notJson)
        {
            error = notJson.Message;
        }

        if (wanted?.Faults is null)
            error ??= "Send JSON like {\"faults\":[\"cut\",\"slow\"]}.";
        else
            error = Greenhouse.Faults.Unknown(wanted.Faults);
        if (error is not null)
        {
            await Answer.ErrorsAsync(http, StatusCodes.Status422UnprocessableEntity, error);
            return;
        }
        faults.SwitchOn([.. wanted!.Faults!]);
        await StatusAsync(http);
    }
}
