using System.Security;
using System.Text;

namespace ClearView.Generator.Docx;

/// <summary>The parts of a Word file around its body.</summary>
internal sealed class DocxFile(Sheet sheet, string body)
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " +
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " +
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" " +
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " +
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" " +
        "xmlns:v=\"urn:schemas-microsoft-com:vml\"";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    public byte[] Finish(string font, double size, int shade)
    {
        var zip = new StoredZip();
        zip.Add("[Content_Types].xml", ContentTypes());
        zip.Add("_rels/.rels", Relationships(
            ("rId1", Relations + "officeDocument", "word/document.xml"),
            ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", Relations + "extended-properties", "docProps/app.xml")));
        zip.Add("word/document.xml", $"{Declaration}<w:document {Namespaces}><w:body>{body}{Section()}</w:body></w:document>");
        zip.Add("word/_rels/document.xml.rels", Relationships([.. DocumentRelations()]));
        zip.Add("word/styles.xml", Styles(font, size));
        zip.Add("word/numbering.xml", Numbering());
        if (sheet.Has("header")) zip.Add("word/header1.xml", Declaration + Edge("hdr", sheet["header"]));
        if (sheet.Has("footer")) zip.Add("word/footer1.xml", Declaration + Edge("ftr", sheet["footer"].Replace("{page}", "1", StringComparison.Ordinal)));
        if (sheet.Has("comment")) zip.Add("word/comments.xml", Comments());
        if (sheet.Has("photo")) zip.Add("word/media/photo.png", Photo.Png(shade));
        zip.Add("docProps/core.xml", Core());
        zip.Add("docProps/app.xml", $"{Declaration}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Page Writer</Application><Company>{Xml(sheet.Get("company"))}</Company></Properties>");
        return zip.Finish();
    }

    public static string Xml(string text) => SecurityElement.Escape(text);

    private string ContentTypes()
    {
        var types = new StringBuilder(Declaration)
            .Append("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
            .Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .Append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
            .Append("<Default Extension=\"png\" ContentType=\"image/png\"/>");
        Override(types, "word/document.xml", Types + "document.main+xml");
        Override(types, "word/styles.xml", Types + "styles+xml");
        Override(types, "word/numbering.xml", Types + "numbering+xml");
        if (sheet.Has("header")) Override(types, "word/header1.xml", Types + "header+xml");
        if (sheet.Has("footer")) Override(types, "word/footer1.xml", Types + "footer+xml");
        if (sheet.Has("comment")) Override(types, "word/comments.xml", Types + "comments+xml");
        Override(types, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        Override(types, "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
        return types.Append("</Types>").ToString();
    }

    private static void Override(StringBuilder types, string part, string type) =>
        types.Append("<Override PartName=\"/").Append(part).Append("\" ContentType=\"").Append(type).Append("\"/>");

    private IEnumerable<(string Id, string Type, string Target)> DocumentRelations()
    {
        yield return ("rId1", Relations + "styles", "styles.xml");
        yield return ("rId2", Relations + "numbering", "numbering.xml");
        if (sheet.Has("header")) yield return ("rIdHeader", Relations + "header", "header1.xml");
        if (sheet.Has("footer")) yield return ("rIdFooter", Relations + "footer", "footer1.xml");
        if (sheet.Has("comment")) yield return ("rIdComments", Relations + "comments", "comments.xml");
        if (sheet.Has("photo")) yield return ("rIdPhoto", Relations + "image", "media/photo.png");
        yield return ("rIdMail", Relations + "hyperlink", "mailto:" + sheet["email"]);
    }

    private static string Relationships(params (string Id, string Type, string Target)[] relations) =>
        Declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
        string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{r.Type}\" Target=\"{Xml(r.Target)}\"" +
            (r.Id == "rIdMail" ? " TargetMode=\"External\"" : "") + "/>")) +
        "</Relationships>";

    private string Section() => "<w:sectPr>" +
        (sheet.Has("header") ? "<w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>" : "") +
        (sheet.Has("footer") ? "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>" : "") +
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1100\" w:right=\"1100\" w:bottom=\"1000\" w:left=\"1100\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>";

    private static string Edge(string kind, string text) =>
        $"<w:{kind} {Namespaces}><w:p><w:r><w:rPr><w:sz w:val=\"16\"/></w:rPr><w:t xml:space=\"preserve\">{Xml(text)}</w:t></w:r></w:p></w:{kind}>";

    private string Comments()
    {
        var parts = sheet["comment"].Parts();
        return $"{Declaration}<w:comments {Namespaces}><w:comment w:id=\"0\" w:author=\"{Xml(parts[0])}\" w:date=\"{sheet["applied"]}\" w:initials=\"{Xml(parts[0][..1])}\">" +
            $"<w:p><w:r><w:t xml:space=\"preserve\">{Xml(parts[1])}</w:t></w:r></w:p></w:comment></w:comments>";
    }

    private string Core() => Declaration +
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" +
        $"<dc:title>{Xml(sheet.Get("title", "Curriculum vitae"))}</dc:title>" +
        $"<dc:creator>{Xml(sheet.Get("author", $"{sheet["first"]} {sheet["last"]}".Trim()))}</dc:creator>" +
        $"<cp:keywords>{Xml(sheet.Get("keywords"))}</cp:keywords>" +
        $"<cp:lastModifiedBy>{Xml(sheet.Get("editor", sheet["first"]))}</cp:lastModifiedBy>" +
        $"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{sheet["applied"]}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{sheet["applied"]}</dcterms:modified></cp:coreProperties>";

    private static string Styles(string font, double size) => Declaration +
        $"<w:styles {Namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:cs=\"{font}\"/><w:sz w:val=\"{(size * 2).Plain()}\"/></w:rPr></w:rPrDefault>" +
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>" +
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>" +
        "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:b/><w:sz w:val=\"38\"/></w:rPr></w:style>" +
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"220\" w:after=\"60\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"25\"/></w:rPr></w:style>" +
        "<w:style w:type=\"paragraph\" w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>" +
        "</w:styles>";

    private static string Numbering() => Declaration +
        $"<w:numbering {Namespaces}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"360\" w:hanging=\"260\"/></w:pPr></w:lvl></w:abstractNum>" +
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
}
