using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.Contracts;

namespace ClearView.Cli.Ai;

/// <summary>What became of one file: its anonymous text, or why there is none.</summary>
internal sealed record AnonymizedFile(string? Original, AnonymousText? Anonymous, string? Error)
{
    public static AnonymizedFile Failed(string error) => new(null, null, error);

    /// <summary>Never throws for what is in the file: one bad file must not end the work on the others.</summary>
    public static async Task<AnonymizedFile> ReadAsync(Func<Task<DocumentText>> read, KnownIdentity? known)
    {
        try
        {
            var document = await read();
            return new AnonymizedFile(document.Text, Anonymizer.Anonymize(document.Text, known, []), null);
        }
        catch (Exception e) when (e is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            return Failed(ReadFile.WhyNot(e));
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return Failed($"ClearView failed on this file ({e.GetType().Name}): please report it.");
        }
    }

    public string Line(string file, bool withText) => JsonLine.Of(json =>
    {
        json.WriteString("file", file);
        json.WriteBoolean("ok", Anonymous is not null);
        json.WriteStartArray("hidden");
        if (Anonymous is { Hidden: var hidden })
        {
            var points = new CodePoints(Original!);
            foreach (var item in hidden)
            {
                json.WriteStartObject();
                json.WriteString("kind", item.Kind);
                json.WriteNumber("start", points.At(item.Start));
                json.WriteNumber("end", points.At(item.End));
                json.WriteString("rule", item.Rule);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("doubts");
        foreach (var doubt in Anonymous?.Doubts ?? [])
        {
            json.WriteStartObject();
            json.WriteString("kind", doubt.Kind);
            json.WriteString("why", doubt.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("error", Error);
        if (withText && Anonymous is not null)
            json.WriteString("text", Anonymous.Text);
    });

    public string Summary(string file) => Anonymous is { } text
        ? $"{file}: {text.Hidden.Count} hidden" + (text.Doubts.Count > 0 ? $", {text.Doubts.Count} doubtful" : "")
        : $"{file}: {Error}";
}
