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

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FolderCheckpoint))]
internal sealed partial class FolderCheckpointJson : JsonSerializerContext;
