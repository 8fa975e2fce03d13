using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.HrSystems.Folder;

/// <summary>What lay in the folder when it was last read, and before: ids and digests, one short line for each file and job.</summary>
/// <param name="Jobs">By the job's id.</param>
/// <param name="Resumes">By the digest of the file's path.</param>
/// <param name="Seen">Tables and folders that were ever there; null in checkpoints of earlier versions.</param>
internal sealed record FolderCheckpoint(Dictionary<string, Stamp> Jobs, Dictionary<string, Stamp> Resumes, IReadOnlyList<string>? Seen = null)
{
    public static FolderCheckpoint Read(string? text) =>
        (text is null ? null : JsonSerializer.Deserialize(text, FolderCheckpointJson.Default.FolderCheckpoint)) ?? new([], []);

    /// <summary>Keeps what an earlier one has and this one has not, as gone; of that the given number, the latest.</summary>
    public void KeepGone(FolderCheckpoint before, DateTimeOffset now, int most)
    {
        Keep(before.Jobs, Jobs);
        Keep(before.Resumes, Resumes);

        void Keep(Dictionary<string, Stamp> earlier, Dictionary<string, Stamp> there)
        {
            foreach (var (what, stamp) in earlier.Where(e => !there.ContainsKey(e.Key)).OrderByDescending(e => e.Value.GoneSince ?? now).Take(most).ToList())
                there[what] = stamp with { GoneSince = stamp.GoneSince ?? now };
        }
    }

    public string Write() => JsonSerializer.Serialize(this, FolderCheckpointJson.Default.FolderCheckpoint);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FolderCheckpoint))]
internal sealed partial class FolderCheckpointJson : JsonSerializerContext;
