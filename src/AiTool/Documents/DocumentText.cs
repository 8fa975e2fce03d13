namespace ClearView.AiTool.Documents;

/// <summary>What a résumé file says, without its pictures, comments, properties and hidden text.</summary>
/// <param name="Text">Lines parted by '\n'; no other control character except tab. Never blank. A plain text's own, but for its line ends, marks that nobody sees, and letters in two pieces.</param>
/// <param name="MediaType">What the bytes were found to be: one of <see cref="MediaTypes"/>.</param>
/// <param name="Pages">Pages of a PDF; 1 for a format that has no pages of its own.</param>
public sealed record DocumentText(string Text, string MediaType, int Pages);

/// <summary>The formats that can be read.</summary>
public static class MediaTypes
{
    public const string Pdf = "application/pdf";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Text = "text/plain";
}
