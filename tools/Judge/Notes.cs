using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClearView.Judge;

/// <summary>The notes that the HR system took, from its own journal.</summary>
internal static partial class Notes
{
    public static IReadOnlyList<Note> Read(string journal)
    {
        var notes = new List<Note>();
        foreach (var line in File.ReadLines(journal))
        {
            using var entry = JsonDocument.Parse(line);
            if (entry.RootElement.GetProperty("kind").GetString() != "note")
                continue;
            var note = entry.RootElement.GetProperty("note");
            var body = note.GetProperty("body").GetString()!;
            notes.Add(new Note(
                note.GetProperty("candidate_id").ToString(), note.TryGetProperty("application_id", out var application) ? application.ToString() : "none",
                Marker().Match(body).Groups[1].Value, int.Parse(Score().Match(body).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return notes;
    }

    [GeneratedRegex(@"\[(clearview:[0-9a-f]+)\]")]
    private static partial Regex Marker();

    [GeneratedRegex(@": ([0-9]+) of 100\.")]
    private static partial Regex Score();
}

internal sealed record Note(string Candidate, string Application, string Marker, int Score);
