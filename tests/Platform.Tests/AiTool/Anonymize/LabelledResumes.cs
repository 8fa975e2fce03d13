using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

internal sealed record Label(string Type, int Start, int End, string Text);

internal sealed record LabelledResume(string Name, string Text, IReadOnlyList<Label> Labels)
{
    public List<string> Of(string type) => [.. Labels.Where(l => l.Type == type).Select(l => l.Text.Trim()).Where(t => t.Length > 3).Distinct()];
}

/// <summary>The development set of labelled résumés, when it is there.</summary>
internal static partial class LabelledResumes
{
    private const string File = "resume-ner-train.zip";

    /// <summary>Where the set lies: CLEARVIEW_SHARED_DATA, or shared/data beside or above the working directory; null when it is absent.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLEARVIEW_SHARED_DATA") is { Length: > 0 } named)
            return Existing(Path.Combine(named, File));
        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
            if (Existing(Path.Combine(directory.FullName, "shared", "data", File)) is { } found) return found;
        return null;
    }

    public static List<LabelledResume> Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(Read)];
    }

    private static string? Existing(string path) => System.IO.File.Exists(path) ? path : null;

    private static LabelledResume Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var xml = reader.ReadToEnd();
        var body = xml[(xml.IndexOf("<cv>", StringComparison.Ordinal) + 4)..].Replace("</cv>", "", StringComparison.Ordinal).Trim().Trim('"');
        var text = new StringBuilder();
        var labels = new List<Label>();
        string? type = null;
        var start = 0;
        foreach (Match piece in Pieces().Matches(body))
        {
            if (piece.Groups["type"].Success)
                (type, start) = (piece.Groups["type"].Value, text.Length);
            else if (piece.Value == "</label>")
            {
                if (type is not null) labels.Add(new Label(type, start, text.Length, text.ToString(start, text.Length - start)));
                type = null;
            }
            // The set writes other letters as the bytes of their UTF-8.
            else if (piece.Value.StartsWith("\\x", StringComparison.Ordinal))
                text.Append(Encoding.UTF8.GetString(Convert.FromHexString(piece.Value.Replace("\\x", "", StringComparison.Ordinal))));
            else if (piece.Value == "\\n")
                text.Append('\n');
            else
                text.Append(piece.Length > 1 ? WebUtility.HtmlDecode(piece.Value) : piece.Value);
        }
        return new LabelledResume(entry.Name, text.ToString(), labels);
    }

    [GeneratedRegex(@"<label type=""(?<type>[^""]*)"">|</label>|(?:\\x[0-9a-f]{2})+|\\n|&[a-z#0-9]+;|[\s\S]")]
    private static partial Regex Pieces();
}
