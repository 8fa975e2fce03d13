using System.Text.Json;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.Cli.Ai;

namespace ClearView.Cli.Eval;

/// <summary>A folder of documents, each with a JSON file beside it that says whose it is and what must stay.</summary>
internal static class LabelledFolder
{
    // What a sidecar may hold; docs/how-to/evaluate-the-ai-tool.md is its description.
    private static readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal)
    {
        ["name"] = HiddenKinds.Name,
        ["otherNames"] = OtherName,
        ["emails"] = HiddenKinds.Email,
        ["phones"] = HiddenKinds.Phone,
        ["addresses"] = HiddenKinds.Address,
        ["towns"] = HiddenKinds.Place,
        ["birthDates"] = HiddenKinds.BirthDate,
        ["urls"] = HiddenKinds.Url,
        ["schools"] = HiddenKinds.School,
        ["nationalities"] = HiddenKinds.Nationality,
        ["others"] = "other",
        ["skills"] = Label.Skill,
        ["degrees"] = Label.Degree,
        ["employers"] = Label.Employer,
        ["jobTitles"] = Label.JobTitle,
    };

    /// <summary>A referee, a parent, a signature of somebody else.</summary>
    public const string OtherName = "other-name";

    /// <summary>Null when no file of the folder has a sidecar.</summary>
    public static async Task<LabelledSet?> ReadAsync(string folder, CancellationToken ct)
    {
        var root = Path.GetFullPath(folder);
        var documents = new List<LabelledDocument>();
        foreach (var file in FilesBelow.Of(root, except: ""))
        {
            if (!file.Opens || Path.GetExtension(file.Name) is ".json" || SidecarOf(Path.Combine(root, file.Name)) is not { } sidecar)
                continue;
            var labels = await LabelsAsync(sidecar, ct);
            documents.Add(new LabelledDocument(file.Name, await TextAsync(Path.Combine(root, file.Name), ct), labels));
        }
        return documents.Count == 0 ? null : new LabelledSet("documents with sidecars", documents, NamesEveryone: false, IsResumes: true);
    }

    // "cv.pdf.json" or "cv.json".
    private static string? SidecarOf(string file) =>
        ((string[])[file + ".json", Path.ChangeExtension(file, ".json")]).FirstOrDefault(File.Exists);

    private static async Task<string?> TextAsync(string file, CancellationToken ct)
    {
        try
        {
            return (await ReadFile.FoundTextAsync(file, ct)).Text;
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<List<Label>> LabelsAsync(string sidecar, CancellationToken ct)
    {
        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(sidecar, ct));
            var labels = new List<Label>();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                // A misspelt member would be a leak that nobody counts.
                if (!_kinds.TryGetValue(member.Name, out var kind))
                    throw new UsageException($"'{sidecar}' holds '{member.Name}', which means nothing here. The members are {string.Join(", ", _kinds.Keys)}.");
                foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value })
                    if (value.GetString() is { } text && text.Trim().Length > 1) labels.Add(new Label(kind, text.Trim()));
            }
            return labels;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"'{sidecar}' is no JSON object of texts and lists of texts.");
        }
    }
}
