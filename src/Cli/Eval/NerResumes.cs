using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize;
using PhoneNumbers;

namespace ClearView.Cli.Eval;

/// <summary>resume-ner-train.zip: r&#xE9;sum&#xE9;s as XML with labels (dotin-inc/resume-dataset-NER-annotations, CC0). Its people are invented.</summary>
internal static partial class NerResumes
{
    public const string File = "resume-ner-train.zip";

    /// <summary>Numbers with the shape of an American phone number, though no such number is given out: the set's own are invented.</summary>
    public const string PhoneByShape = "phone-by-shape";

    public static LabelledSet Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return new LabelledSet(File, [.. zip.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(Read)],
            NamesEveryone: false, IsResumes: true);
    }

    private static LabelledDocument Read(ZipArchiveEntry entry)
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
                if (type is not null && KindOf(type) is { } kind) Add(labels, kind, text.ToString(start, text.Length - start), start);
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
        var all = text.ToString();
        foreach (Match phone in Phone().Matches(all))
            labels.Add(new Label(PhoneByShape, phone.Value, phone.Index, phone.Index + phone.Length));
        foreach (var phone in PhoneNumberUtil.GetInstance().FindNumbers(all, "US"))
            labels.Add(new Label(HiddenKinds.Phone, phone.RawString, phone.Start, phone.Start + phone.Length));
        return new LabelledDocument(entry.Name, all, labels);
    }

    private static void Add(List<Label> labels, string kind, string value, int start)
    {
        // "Email" and the like were labelled in the place of an address.
        if (value.Trim().Length > (kind == HiddenKinds.Name ? 3 : 1) && (kind != HiddenKinds.Email || value.Contains('@', StringComparison.Ordinal)))
            labels.Add(new Label(kind, value.Trim(), start, start + value.Length));
    }

    private static string? KindOf(string type) => type switch
    {
        "Name" => HiddenKinds.Name,
        "Email Address" => HiddenKinds.Email,
        "Location" => HiddenKinds.Place,
        "College Name" => HiddenKinds.School,
        "Degree" => Label.Degree,
        "Tech Tools" or "Job Specific Skills" or "Soft Skills" => Label.Skill,
        "Designation" => Label.JobTitle,
        "Companies worked at" => Label.Employer,
        _ => null,
    };

    [GeneratedRegex(@"<label type=""(?<type>[^""]*)"">|</label>|(?:\\x[0-9a-f]{2})+|\\n|&[a-z#0-9]+;|[\s\S]")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"(?<![\d./-])(?:\+\d{1,3}[ -]?)?(?:\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{10})(?![\d-])")]
    private static partial Regex Phone();
}
