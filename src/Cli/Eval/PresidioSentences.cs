using System.Text.Json;
using ClearView.AiTool.Anonymize;

namespace ClearView.Cli.Eval;

/// <summary>presidio-synth.json: general sentences with labelled identity (microsoft/presidio-research, MIT).</summary>
internal static class PresidioSentences
{
    public const string File = "presidio-synth.json";

    public static LabelledSet Read(string path)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        var documents = new List<LabelledDocument>();
        foreach (var sentence in json.RootElement.EnumerateArray())
        {
            var text = sentence.GetProperty("full_text").GetString()!;
            // Its positions count code points.
            var points = new List<int>(text.Length + 1);
            for (var i = 0; i < text.Length; i++)
                if (!char.IsLowSurrogate(text[i])) points.Add(i);
            points.Add(text.Length);
            documents.Add(new LabelledDocument($"{documents.Count}", text, [.. sentence.GetProperty("spans").EnumerateArray().Select(s => new Label(
                KindOf(s.GetProperty("entity_type").GetString()!, text), s.GetProperty("entity_value").GetString()!,
                points[s.GetProperty("start_position").GetInt32()], points[s.GetProperty("end_position").GetInt32()]))]));
        }
        return new LabelledSet(File, documents, NamesEveryone: true, IsResumes: false);
    }

    // What no policy names keeps its own name and shows what ClearView does not promise to find.
    private static string KindOf(string type, string text) => type switch
    {
        "PERSON" => HiddenKinds.Name,
        "EMAIL_ADDRESS" => HiddenKinds.Email,
        "PHONE_NUMBER" => HiddenKinds.Phone,
        "STREET_ADDRESS" => HiddenKinds.Address,
        "GPE" => HiddenKinds.Place,
        "AGE" => HiddenKinds.Age,
        "NRP" => HiddenKinds.Nationality,
        "DOMAIN_NAME" => HiddenKinds.Url,
        "DATE_TIME" when text.Contains(" born ", StringComparison.Ordinal) || text.Contains("date of birth", StringComparison.OrdinalIgnoreCase) => HiddenKinds.BirthDate,
        "ORGANIZATION" => Label.Employer,
        "US_SSN" or "US_DRIVER_LICENSE" or "IBAN_CODE" or "CREDIT_CARD" => HiddenKinds.IdNumber,
        _ => "not-promised-" + type.ToLowerInvariant().Replace('_', '-'),
    };
}
