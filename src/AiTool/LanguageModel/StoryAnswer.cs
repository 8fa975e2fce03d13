using System.Text.Json;
using ClearView.AiTool.CheckStory;
using ClearView.Contracts;

namespace ClearView.AiTool.LanguageModel;

/// <summary>Takes a model's answer for what it is: a stranger's text, of which nothing is believed until it is held against the sources.</summary>
internal static class StoryAnswer
{
    private const int MostCharacters = 8_000;

    /// <returns>The story in the model's words; null with the reason when any part of the answer is not what was asked for.</returns>
    public static (StoryTold? Story, string? Why) Read(string answer, string text, StoryTold story, string model)
    {
        if (answer.Length > MostCharacters)
            return (null, "it is too long");
        if (Sentences(answer) is not { } sentences)
            return (null, "it is not the JSON that was asked for");
        var told = story.Parts.Where(part => part.Text is not null).Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        if (!told.SetEquals(sentences.Keys))
            return (null, "its parts are not those that were asked for");
        var rewritten = story with
        {
            Parts = [.. story.Parts.Select(part => part.Text is null ? part : part with { Text = sentences[part.Name].Trim() })],
            Teller = $"{model} (checked by {StoryChecker.Version}, after {story.Teller})",
        };
        if (rewritten.Parts.Any(part => part.Text is { Length: 0 }))
            return (null, "a part is empty");
        // Only kinds: what was invented may be identity.
        var faults = StoryChecker.Check(text, rewritten);
        return faults.Count == 0 ? (rewritten, null) : (null, "its sources do not hold all that it says: " + string.Join(", ", faults.Select(fault => fault.Kind).Distinct()));
    }

    private static Dictionary<string, string>? Sentences(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(WithoutFence(answer), new JsonDocumentOptions { MaxDepth = 2 });
            var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String || !sentences.TryAdd(member.Name, member.Value.GetString()!))
                    return null;
            }
            return sentences;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Many models put JSON between three backticks whatever they are told.
    private static string WithoutFence(string answer)
    {
        var text = answer.Trim();
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("```", StringComparison.Ordinal) || text.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var line))
            return text;
        return text[line..^3];
    }
}
