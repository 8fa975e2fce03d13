using System.Buffers;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Names of documents, which mostly are the name of who wrote them: "Jane_Doe_CV.pdf".</summary>
internal sealed class FileNameFinder : IFind
{
    private const int Longest = 100;

    private static readonly SearchValues<string> Endings = SearchValues.Create([".pdf", ".docx", ".doc", ".odt", ".rtf", ".jpg", ".jpeg", ".png"], StringComparison.Ordinal);

    public void Find(ResumeText resume, Finds finds)
    {
        var folded = resume.Folded;
        for (int from = 0, next; from < folded.Length && (next = folded[from..].IndexOfAny(Endings)) >= 0;)
        {
            var dot = from + next;
            var end = dot + 1;
            while (end < folded.Length && char.IsAsciiLetter(folded[end])) end++;
            var start = dot;
            while (start > 0 && dot - start < Longest && (char.IsLetterOrDigit(folded[start - 1]) || folded[start - 1] is '_' or '-' or '.' or '%' or '(' or ')' or '+')) start--;
            // ".doc" alone is a format.
            if (dot - start > 1 && end - dot <= 5)
                finds.Add(HiddenKinds.Url, start, end, "[file]", "file-name", 80);
            from = end;
        }
    }
}
