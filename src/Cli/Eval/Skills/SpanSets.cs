using System.Text.Json;

namespace ClearView.Cli.Eval.Skills;

/// <summary>The two sets of postings with labelled skills, which the project does not contain.</summary>
internal static class SpanSets
{
    /// <summary>Sentences of postings with skills (what one does) and knowledge (what one knows): kris927b/SkillSpan, MIT.</summary>
    public const string SkillSpan = "skillspan-dev.json";

    /// <summary>Sentences of postings in CoNLL's form: acp19tag/skill-extraction-dataset (Green et al. 2022), CC BY 4.0.</summary>
    public const string Green = "green-skills.txt";

    public static List<SpanSet> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder '{folder}' does not exist.");
        var sets = new List<SpanSet>();
        foreach (var (file, read) in new (string, Func<string, SpanSet>)[] { (SkillSpan, ReadSkillSpan), (Green, ReadGreen) })
        {
            var path = Path.Combine(folder, file);
            if (File.Exists(path))
                sets.Add(read(path));
            else
                Console.Error.WriteLine($"clearview: {file} is not in '{folder}': left out.");
        }
        return sets.Count > 0 ? sets : throw new UsageException($"There is nothing to evaluate in '{folder}': neither {SkillSpan} nor {Green}.");
    }

    // One sentence a line; those of one posting follow each other and make one text.
    private static SpanSet ReadSkillSpan(string path)
    {
        var postings = new List<SpanText>();
        var (posting, sentences, labels, tokens) = ("", new List<IReadOnlyList<string>>(), new List<(string, Span)>(), 0);
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var sentence = json.RootElement;
            var id = $"{sentence.GetProperty("source").GetString()} {sentence.GetProperty("idx")}";
            if (id != posting && sentences.Count > 0)
            {
                postings.Add(SpanText.Of(sentences, labels));
                (sentences, labels, tokens) = ([], [], 0);
            }
            posting = id;
            var words = Texts(sentence.GetProperty("tokens"));
            foreach (var kind in new[] { "skill", "knowledge" })
                labels.AddRange(Spans([.. Texts(sentence.GetProperty("tags_" + kind)).Select(tag => tag + "-" + kind)], tokens));
            sentences.Add(words);
            tokens += words.Count;
        }
        if (sentences.Count > 0)
            postings.Add(SpanText.Of(sentences, labels));
        return new SpanSet(SkillSpan, postings, ["skill", "knowledge"]);
    }

    private static SpanSet ReadGreen(string path)
    {
        var texts = new List<SpanText>();
        var (tokens, tags) = (new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(path).Append(""))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= 2)
            {
                tokens.Add(parts[0]);
                tags.Add(parts[^1]);
            }
            else if (tokens.Count > 0)
            {
                texts.Add(SpanText.Of([tokens], Spans(tags, 0)));
                (tokens, tags) = ([], []);
            }
        }
        return new SpanSet(Green, texts, ["Skill"]);
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    // B-Skill I-Skill O: a span begins with B and goes on with I of its kind.
    private static List<(string Kind, Span Span)> Spans(List<string> tags, int offset)
    {
        var spans = new List<(string, Span)>();
        for (var i = 0; i < tags.Count; i++)
        {
            if (!tags[i].StartsWith("B-", StringComparison.Ordinal))
                continue;
            var kind = tags[i][2..];
            var end = i + 1;
            while (end < tags.Count && tags[end] == "I-" + kind)
                end++;
            spans.Add((kind, new Span(offset + i, offset + end)));
        }
        return spans;
    }
}
