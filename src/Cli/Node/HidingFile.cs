using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.AiTool.Anonymize;
using ClearView.Contracts;

namespace ClearView.Cli.Node;

/// <summary>
/// hiding.json in the data folder: what a tenant lets its hiring teams see. Whoever is not named, and whatever is not named, stays hidden:
/// so a mistake shows nothing, and kinds of later versions are hidden from the first day.
/// </summary>
internal static partial class HidingFile
{
    // By these alone a person is found: with one of them shown nothing else would need hiding.
    private static readonly IReadOnlyList<string> _always =
    [
        HiddenKinds.Name, HiddenKinds.Email, HiddenKinds.Phone, HiddenKinds.Url, HiddenKinds.Address, HiddenKinds.Photo, HiddenKinds.IdNumber,
    ];

    /// <summary>Everything is hidden when the file is not there.</summary>
    /// <exception cref="HidingFileException">It cannot be used; the text says why.</exception>
    public static HidingPolicy Read(string path)
    {
        if (!File.Exists(path))
            return HidingPolicy.Everything;
        Dictionary<string, Shown>? tenants;
        try
        {
            tenants = JsonSerializer.Deserialize(File.ReadAllBytes(path), Json.Default.DictionaryStringShown);
        }
        catch (JsonException e)
        {
            throw new HidingFileException(path, $"Line {e.LineNumber + 1} is not as it should be.");
        }

        var hidden = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (tenant, shown) in tenants ?? throw new HidingFileException(path, "It says nothing."))
        {
            var show = shown?.Show ?? throw new HidingFileException(path, $"What '{tenant}' shows is missing.");
            if (show.Except(HiddenKinds.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
                throw new HidingFileException(path, $"'{unknown}' is no kind of identity; the kinds that may be shown are {string.Join(", ", HiddenKinds.All.Except(_always))}.");
            if (show.Intersect(_always, StringComparer.Ordinal).FirstOrDefault() is { } refused)
                throw new HidingFileException(path, $"'{refused}' is never shown: by it alone a person is found.");
            if (show.Count > 0)
                hidden[tenant] = [.. HiddenKinds.All.Except(show, StringComparer.Ordinal)];
        }

        return new HidingPolicy(hidden);
    }

    private sealed record Shown(IReadOnlyList<string>? Show);

    [JsonSerializable(typeof(Dictionary<string, Shown>))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
    private sealed partial class Json : JsonSerializerContext;
}

/// <summary>What tenants show cannot be read, so nothing is started: it might be more than they meant.</summary>
internal sealed class HidingFileException(string path, string problem)
    : Exception($"What tenants show, in '{path}', cannot be used. {problem} It looks like this: {{ \"default\": {{ \"show\": [\"school\", \"military\"] }} }}");
