using ClearView.AiTool.Documents;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.TellStory;
using ClearView.Cli.Ai;
using ClearView.Contracts;

namespace ClearView.Cli.Eval.Stories;

/// <summary>Reads, anonymises and tells every résumé of a folder, and holds each story against its source.</summary>
internal static class EvalStories
{
    private const string Files = "documents";

    /// <param name="seeds">How often wrong facts are put into each story, to see the checker catch them.</param>
    /// <param name="shows">Whether stories, tips and what was found wrong are printed, for a reader.</param>
    public static async Task<int> RunAsync(string folder, int seeds, bool shows, bool json, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder '{folder}' does not exist.");
        var tallies = new List<StoryTally>();
        if (Path.Combine(folder, NerResumes.File) is var zip && File.Exists(zip))
            tallies.Add(await CountAsync(NerResumes.File, NerResumes.Read(zip).Documents.Select(document => (document.Name, document.Text)).ToAsyncEnumerable(), seeds, shows, ct));
        else
            await Console.Error.WriteLineAsync($"clearview: {NerResumes.File} is not in '{folder}': left out.");
        if (await CountAsync(Files, DocumentsAsync(folder, ct), seeds, shows, ct) is { Documents: > 0 } documents)
            tallies.Add(documents);
        if (tallies.Count == 0)
            throw new UsageException($"There is nothing to tell in '{folder}': neither {NerResumes.File}, nor a .txt, .pdf or .docx file.");

        if (json)
            Console.WriteLine(Json(tallies));
        else
            tallies.ForEach(tally => tally.Print());
        return ExitCode.Done;
    }

    private static async Task<StoryTally> CountAsync(string set, IAsyncEnumerable<(string Name, string? Text)> documents, int seeds, bool shows, CancellationToken ct)
    {
        var tally = new StoryTally(set);
        await foreach (var (name, text) in documents.WithCancellation(ct))
        {
            if (text is null)
                tally.AddUnreadable();
            else if (tally.Add(name, text, seeds) is var story && shows)
                await Console.Error.WriteLineAsync(Readable(name, story, StoryTally.Advise(AiTool.Anonymize.Anonymizer.Anonymize(text, null, []).Text, story)));
        }
        foreach (var (document, what) in shows ? tally.Shown : [])
            await Console.Error.WriteLineAsync($"{document}\t{what}");
        return tally;
    }

    private static async IAsyncEnumerable<(string Name, string? Text)> DocumentsAsync(string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var root = Path.GetFullPath(folder);
        foreach (var file in FilesBelow.Of(root, except: "").Where(file => file.Opens && Path.GetExtension(file.Name).ToLowerInvariant() is ".txt" or ".pdf" or ".docx"))
            yield return (file.Name, await TextAsync(Path.Combine(root, file.Name), ct));
    }

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

    private static string Readable(string name, StoryTold story, TipsGiven tips) =>
        $"""

        == {name}: {story.Headline}
        {string.Join('\n', story.Parts.Select(part => part.Text is null ? $"  {part.Name}? {part.Question}" : $"  {part.Name}: {part.Text}"))}
        {string.Join('\n', tips.Tips.Select(tip => $"  * {tip.Code}: {tip.Text}{(tip.Where is { } where ? $"  << {where.Text.ReplaceLineEndings(" ")}" : "")}"))}
        """;

    private static string Json(List<StoryTally> tallies) => JsonLine.Of(json =>
    {
        json.WriteString("version", StoryTeller.Version);
        json.WriteString("adviser", Adviser.Version);
        EvalRun.Write(json);
        json.WriteStartArray("sets");
        foreach (var tally in tallies)
        {
            json.WriteStartObject();
            tally.Write(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
