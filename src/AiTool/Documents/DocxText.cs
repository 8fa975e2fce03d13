using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace ClearView.AiTool.Documents;

/// <summary>
/// A Word document's text as a reader sees it: headers first, then the body, then footers, each distinct one once.
/// Headers and footers stay because they may hold facts that stand nowhere else, and the anonymiser reads them like any line.
/// Comments, deleted and invisible text, field codes and properties are left out.
/// </summary>
internal static class DocxText
{
    public static DocumentText Read(ReadOnlyMemory<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var xml = new XmlGuard();
        ZipGuard.Check(stream, DocumentReader.MaxInflatedBytes, xml);
        try
        {
            using var document = WordprocessingDocument.Open(stream, isEditable: false);
            if (document.MainDocumentPart is not { } main)
                throw UnreadableDocumentException.Damaged();
            // A thousand references may name one part.
            var headers = main.HeaderParts.Distinct().ToList();
            var footers = main.FooterParts.Distinct().ToList();
            foreach (var part in (IEnumerable<OpenXmlPart>)[main, .. headers, .. footers, .. main.GetPartsOfType<StyleDefinitionsPart>()])
                xml.Check(() => part.GetStream(FileMode.Open, FileAccess.Read));
            if (main.Document?.Body is not { } body)
                throw UnreadableDocumentException.Damaged();

            var writer = new DocxWriter(new DocxLooks(main, headers));
            writer.WriteOnce(headers.Select(p => p.Header));
            writer.WriteBlocks(body);
            writer.WriteOnce(footers.Select(p => p.Footer));
            var text = writer.ToString();
            if (string.IsNullOrWhiteSpace(text) && main.ImageParts.Any())
                throw UnreadableDocumentException.Scan();
            return new DocumentText(TextRepair.Finish(text), MediaTypes.Docx, 1);
        }
        catch (Exception e) when (e is not (UnreadableDocumentException or OperationCanceledException or OutOfMemoryException or TypeInitializationException))
        {
            throw UnreadableDocumentException.Damaged(e);
        }
    }
}

internal sealed class DocxWriter(DocxLooks looks)
{
    private readonly StringBuilder _text = new();
    private readonly List<OpenXmlElement> _boxes = [];

    public override string ToString() => _text.ToString();

    /// <summary>Writes each different header or footer once: a document repeats them for first, odd and even pages.</summary>
    public void WriteOnce(IEnumerable<OpenXmlElement?> parts)
    {
        var seen = new HashSet<string>();
        foreach (var part in parts)
        {
            var start = _text.Length;
            if (part is not null)
                WriteBlocks(part);
            var written = _text.ToString(start, _text.Length - start);
            if (string.IsNullOrWhiteSpace(written) || !seen.Add(written))
                _text.Length = start;
        }
    }

    public void WriteBlocks(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
        {
            if (_text.Length > DocumentReader.MaxCharacters)
                throw UnreadableDocumentException.TooLarge($"more than {DocumentReader.MaxCharacters / 1_000_000} million characters of text");
            switch (child)
            {
                case Paragraph paragraph: WriteParagraph(paragraph); break;
                case Table table: WriteTable(table); break;
                case AlternateContent alternate: WriteBlocks(Chosen(alternate)); break;
                case SectionProperties or TableProperties or ParagraphProperties or DeletedRun: break;
                default: WriteBlocks(child); break;
            }
        }
    }

    private void WriteParagraph(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.NumberingProperties?.NumberingId?.Val is { } list && list.Value != 0)
            _text.Append("- ");
        WriteInline(paragraph);
        _text.Append('\n');
        WriteBoxes();
    }

    // A text box hangs in the middle of a sentence; its text is read after the paragraph that holds it.
    private void WriteBoxes()
    {
        if (_boxes.Count == 0)
            return;
        var boxes = _boxes.ToArray();
        _boxes.Clear();
        foreach (var box in boxes)
            WriteBlocks(box);
    }

    private void WriteInline(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case Word.Text text: _text.Append(text.Text); break;
                case TabChar: _text.Append('\t'); break;
                case Break or CarriageReturn: _text.Append('\n'); break;
                case NoBreakHyphen: _text.Append('-'); break;
                case Run run when looks.IsHidden(run): break;
                case TextBoxContent box: _boxes.Add(box); break;
                case AlternateContent alternate: WriteInline(Chosen(alternate)); break;
                case DeletedRun or MoveFromRun or FieldCode or RunProperties or ParagraphProperties: break;
                default: WriteInline(child); break;
            }
        }
    }

    // The same drawing stands twice, for new and for old versions of Word.
    private static OpenXmlElement Chosen(AlternateContent alternate) =>
        alternate.GetFirstChild<AlternateContentChoice>() is { } choice && choice.Descendants<Word.Text>().Any()
            ? choice
            : (OpenXmlElement?)alternate.GetFirstChild<AlternateContentFallback>() ?? new Run();

    private void WriteTable(Table table)
    {
        foreach (var row in table.Descendants<TableRow>().Where(r => r.Ancestors<Table>().First() == table && !IsDeleted(r)))
        {
            var cells = row.Descendants<TableCell>().Where(c => c.Ancestors<TableRow>().First() == row).Select(TextOf).ToList();
            // A row of short cells is one line; a row of long ones is a layout in columns, read one after the other.
            var isLine = cells.TrueForAll(c => !c.Contains('\n'));
            _text.AppendJoin(isLine ? '\t' : '\n', cells.Where(c => c.Length > 0)).Append('\n');
        }
    }

    private static bool IsDeleted(TableRow row) => row.TableRowProperties?.GetFirstChild<Deleted>() is not null;

    private string TextOf(TableCell cell)
    {
        var start = _text.Length;
        WriteBlocks(cell);
        var text = _text.ToString(start, _text.Length - start).Trim('\n');
        _text.Length = start;
        return text;
    }
}
