using System.Xml;

namespace ClearView.AiTool.Documents;

/// <summary>Reads XML parts once, counting over all of them, before a parser that would hold them in memory sees them.</summary>
internal sealed class XmlGuard
{
    private const int MaxNodes = 500_000;
    private const int MaxDepth = 200;
    private const long MaxBytes = 32L * 1024 * 1024;

    private int _nodes;
    private long _left = MaxBytes;

    /// <exception cref="UnreadableDocumentException">Too large, or nested beyond reason.</exception>
    /// <exception cref="XmlException">No XML, or XML that declares entities.</exception>
    public void Check(Func<Stream> open)
    {
        using (var part = open())
            _left -= ZipGuard.Inflate(part, _left);
        if (_left < 0)
            throw UnreadableDocumentException.TooLarge($"its text and layout alone hold more than {MaxBytes / 1024 / 1024} MB");

        using var xml = open();
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw UnreadableDocumentException.Damaged();
            if ((_nodes += 1 + reader.AttributeCount) > MaxNodes)
                throw UnreadableDocumentException.TooLarge($"its text and layout are cut into more than {MaxNodes:N0} pieces");
        }
    }
}
