using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.HrSystems.Folder;

/// <summary>What lay in the folder when it was last read: ids and digests, one short line for each file and job.</summary>
/// <param name="Jobs">By the job's id.</param>
/// <param name="Resumes">By the digest of the file's path.</param>
internal sealed record FolderCheckpoint(Dictionary<string, Stamp> Jobs, Dictionary<string, Stamp> Resumes)
{
    public static FolderCheckpoint Read(string? text) =>
        (text is null ? null : JsonSerializer.Deserialize(text, FolderCheckpointJson.Default.FolderCheckpoint)) ?? new([], []);

    public string Write() => JsonSerializer.Serialize(this, FolderCheckpointJson.Default.FolderCheckpoint);
}

/// <param name="Print">Digest of the content, or of size, time and what candidates.csv says of the person.</param>
/// <param name="Version">Grows whenever the print changes, also when a file with an older time takes the place of a newer one.</param>
/// <param name="AppliesFor">Digest of the jobs that candidates.csv names; null when it names none.</param>
internal sealed record Stamp(string Print, long Version, string? AppliesFor = null)
{
    public static Stamp Of(Stamp? before, string print, long version, string? appliesFor = null) =>
        new(print, before is null ? version : before.Print == print ? before.Version : Math.Max(version, before.Version + 1), appliesFor);

    public static string PrintOf(params ReadOnlySpan<object?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var one = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part}");
            text.Append(one.Length).Append(':').Append(one);
        }

        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FolderCheckpoint))]
internal sealed partial class FolderCheckpointJson : JsonSerializerContext;
