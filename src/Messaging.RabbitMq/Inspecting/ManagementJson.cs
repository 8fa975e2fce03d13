using System.Text.Json;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>The management API's answers as what stands at the broker. What an answer leaves out is not known, never zero.</summary>
internal static class ManagementJson
{
    public static StandingQueue Queue(JsonElement queue)
    {
        var facts = new QueueFacts(
            Text(queue, "type") ?? "classic", IsTrue(queue, "durable"), IsTrue(queue, "auto_delete"), IsTrue(queue, "exclusive"), Table(queue, "arguments"),
            Count(queue, "members"), Count(queue, "online"), Number(queue, "messages") is { } messages ? messages + (Number(queue, "messages_dlx") ?? 0) : null);
        return new StandingQueue(Text(queue, "name")!, facts, null);
    }

    public static StandingExchange Exchange(JsonElement exchange) => new(
        Text(exchange, "name")!,
        new ExchangeFacts(
            Text(exchange, "type")!, IsTrue(exchange, "durable"), IsTrue(exchange, "auto_delete"), IsTrue(exchange, "internal"), Table(exchange, "arguments")),
        null);

    public static StandingBinding Binding(JsonElement binding) => new(
        Text(binding, "source")!, Text(binding, "destination")!, Text(binding, "routing_key")!, Text(binding, "destination_type") == "queue", Table(binding, "arguments"));

    public static StandingPolicy Policy(JsonElement policy, bool byOperator) => new(
        Text(policy, "name")!, Text(policy, "pattern")!, Text(policy, "apply-to") ?? "all", (int)(Number(policy, "priority") ?? 0), Table(policy, "definition"), byOperator);

    public static StandingNode Node(JsonElement node) => new(
        Text(node, "name")!, IsTrue(node, "running"), Number(node, "mem_limit"), Number(node, "disk_free_limit"), IsTrue(node, "mem_alarm"),
        IsTrue(node, "disk_free_alarm"), Count(node, "partitions") ?? 0);

    public static StandingRights Rights(JsonElement rights) =>
        new(Text(rights, "user")!, Text(rights, "configure")!, Text(rights, "write")!, Text(rights, "read")!);

    public static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static bool IsTrue(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Count(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : null;

    private static Dictionary<string, object?> Table(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var table) && table.ValueKind == JsonValueKind.Object
            ? table.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value), StringComparer.Ordinal)
            : new(StringComparer.Ordinal);

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
