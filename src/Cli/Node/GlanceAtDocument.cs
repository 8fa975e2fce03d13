using ClearView.AiTool.Documents;
using ClearView.Web;

namespace ClearView.Cli.Node;

/// <summary>
/// What the intake asks before it accepts a file: the AI tool's own reader, so that a person hears at once what a dead letter would say
/// later. A file that takes long, or much memory, is accepted unread, and judged by the anonymiser.
/// </summary>
internal static class GlanceAtDocument
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    public static DocumentVerdict Glance(ReadOnlyMemory<byte> content, TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience);
        try
        {
            return DocumentVerdict.Usable(DocumentReader.Read(content, enough.Token).MediaType);
        }
        catch (UnreadableDocumentException e) when (!e.MayPass)
        {
            return DocumentVerdict.Unusable(e.Code, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or UnreadableDocumentException)
        {
            return DocumentReader.Detect(content.Span) is { } mediaType
                ? DocumentVerdict.Usable(mediaType)
                : DocumentVerdict.Unusable("unknown-type", "The file is of an unknown kind. ClearView reads PDF, Word documents (DOCX) and plain text.");
        }
    }
}
