using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ClearView.Platform.Tests.Contracts;

/// <summary>What a record looks like on the wire: one line for each member, at any depth.</summary>
internal static class ContractShape
{
    private const string Optional = " (optional)";

    /// <summary>Members in the order of their names: theirs in the record means nothing.</summary>
    public static string Of(JsonTypeInfo contract)
    {
        // As the registry reads: without these, every member would count as one that may be missing.
        var options = new JsonSerializerOptions(contract.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
        var lines = new List<string>();
        Members("", options.GetTypeInfo(contract.Type), lines);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>What an older or newer reader could not take; empty when members were only added that may be missing.</summary>
    public static IReadOnlyList<string> Breaks(string before, string after)
    {
        var (was, now) = (Lines(before), Lines(after));
        return
        [
            .. was.Except(now).Select(line => "changed or gone: " + line),
            .. now.Except(was).Where(line => !IsOptional(line, now)).Select(line => "changed or new, and not optional: " + line),
        ];
    }

    /// <summary>A message of that shape, as a version that knew this shape alone would have written it.</summary>
    public static JsonObject Sample(string shape, bool withOptional)
    {
        var lines = Lines(shape);
        return (JsonObject)Value("", "object", [.. lines.Where(line => withOptional || !IsOptional(line, lines))]);
    }

    private static void Members(string path, JsonTypeInfo type, List<string> lines)
    {
        foreach (var member in type.Properties.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var nullable = member.IsGetNullable || member.IsSetNullable ? "?" : "";
            Describe(path + member.Name, nullable + (member.IsRequired ? "" : Optional), type.Options.GetTypeInfo(member.PropertyType), lines);
        }
    }

    private static void Describe(string path, string mark, JsonTypeInfo type, List<string> lines)
    {
        lines.Add($"{path}: {NameOf(type)}{mark}");
        if (type.Kind == JsonTypeInfoKind.Object)
            Members(path + ".", type, lines);
        else if (type.Kind == JsonTypeInfoKind.Enumerable)
            Describe(path + "[]", "", type.Options.GetTypeInfo(type.ElementType!), lines);
    }

    private static string NameOf(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => "object",
        JsonTypeInfoKind.Enumerable => "list",
        JsonTypeInfoKind.None => Scalar(Nullable.GetUnderlyingType(type.Type) ?? type.Type, type.Options),
        _ => throw new NotSupportedException($"{type.Type.Name}: a contract holds objects, lists and single values."),
    };

    // A converter of ours shows in what it writes.
    private static string Scalar(Type type, JsonSerializerOptions options) =>
        type == typeof(string) ? "string"
        : type == typeof(int) ? "int32"
        : type == typeof(long) ? "int64"
        : type == typeof(bool) ? "bool"
        : type == typeof(DateOnly) ? "date"
        : type.IsValueType ? JsonSerializer.Serialize(Activator.CreateInstance(type), options.GetTypeInfo(type))
        : throw new NotSupportedException($"{type.Name}: say here how it looks on the wire.");

    private static JsonNode Value(string path, string type, IReadOnlyList<string> lines) => type switch
    {
        "object" => new JsonObject(Below(path.Length == 0 ? "" : path + ".", lines).Select(m => KeyValuePair.Create(m.Name, (JsonNode?)Value(m.Path, m.Type, lines)))),
        "list" => new JsonArray(Value(path + "[]", lines.First(l => l.StartsWith(path + "[]:", StringComparison.Ordinal)).Split(": ")[1], lines)),
        "string" => "a text",
        "int32" or "int64" => 7,
        "bool" => true,
        "date" => "2026-11-23",
        _ => JsonNode.Parse(type)!,
    };

    private static IEnumerable<(string Name, string Path, string Type)> Below(string prefix, IReadOnlyList<string> lines) =>
        from line in lines
        let path = line.Split(": ")[0]
        where path.StartsWith(prefix, StringComparison.Ordinal)
        let name = path[prefix.Length..]
        where !name.Contains('.', StringComparison.Ordinal) && !name.Contains('[', StringComparison.Ordinal)
        select (name, path, line.Split(": ")[1].Replace(Optional, "", StringComparison.Ordinal).TrimEnd('?'));

    private static bool IsOptional(string line, IReadOnlyList<string> lines)
    {
        var path = line.Split(": ")[0];
        return lines.Where(l => l.EndsWith(Optional, StringComparison.Ordinal)).Select(l => l.Split(": ")[0])
            .Any(optional => path == optional || path.StartsWith(optional + ".", StringComparison.Ordinal) || path.StartsWith(optional + "[", StringComparison.Ordinal));
    }

    private static string[] Lines(string shape) => shape.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
