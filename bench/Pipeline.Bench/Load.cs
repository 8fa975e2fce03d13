using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClearView.Bench.Pipeline;

/// <summary>What is sent: the invented plain-text résumés in turn, each with a line of its own, so that no two are the same; and one job.</summary>
/// <param name="Clients">How many send at once, each its next after the answer to its last.</param>
/// <param name="Samples">The folder with them.</param>
internal sealed record Load(int Resumes, int Clients, string Samples)
{
    private byte[][] _texts = [];

    /// <summary>What does not do; null when all is well.</summary>
    public string? Wrong =>
        Resumes is < 10 or > 100_000 ? "--resumes takes 10 to 100000."
        : Clients is < 1 or > 256 ? "--clients takes 1 to 256."
        : !File.Exists(Path.Combine(Samples, "jobs.json")) ? $"There are no samples in '{Samples}'. Name their folder with --samples."
        : null;

    public long Bytes => Texts.Sum(text => (long)text.Length) / Texts.Length;

    private byte[][] Texts => _texts.Length > 0 ? _texts : _texts =
        [.. Directory.EnumerateFiles(Path.Combine(Samples, "resumes"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public byte[] Resume(int number) =>
        [.. Texts[number % Texts.Length], .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\nInterests: puzzle number {number}\n"))];

    /// <summary>The JSON that the intake takes.</summary>
    public string Job()
    {
        using var jobs = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples, "jobs.json")));
        var first = jobs.RootElement[0];
        return JsonSerializer.Serialize(new { title = first.GetProperty("title").GetString(), text = first.GetProperty("text").GetString() });
    }
}
