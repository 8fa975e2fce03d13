using System.IO.Compression;
using System.Xml;

namespace ClearView.AiTool.Documents;

/// <summary>Inflates a zip once, counting, before a parser that would hold all of it in memory sees it.</summary>
internal static class ZipGuard
{
    private const int MaxEntries = 2_000;
    private const int MaxXmlDepth = 200;

    /// <exception cref="UnreadableDocumentException">Too large when inflated, damaged, or nested beyond reason.</exception>
    public static void Check(Stream content, long maxInflatedBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxEntries)
                throw UnreadableDocumentException.TooLarge($"it holds more than {MaxEntries:N0} parts");

            var left = maxInflatedBytes;
            foreach (var entry in zip.Entries)
            {
                using var part = entry.Open();
                left -= Inflate(part, left, cancellationToken);
                if (left < 0)
                    throw UnreadableDocumentException.TooLarge($"unpacked it holds more than {maxInflatedBytes / 1024 / 1024} MB");
            }
            // The size is known to be bounded now, so the second look, at the nesting, is too.
            foreach (var entry in zip.Entries)
                if (entry.FullName.StartsWith("word/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)) CheckDepth(entry, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw EndsTooEarly(content) ? UnreadableDocumentException.Truncated() : UnreadableDocumentException.Damaged(e);
        }
        catch (Exception e) when (e is XmlException or NotSupportedException or IOException)
        {
            throw UnreadableDocumentException.Damaged(e);
        }
        content.Position = 0;
    }

    private static long Inflate(Stream part, long left, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        long count = 0;
        int read;
        while (count <= left && (read = part.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count += read;
        }
        return count;
    }

    private static void CheckDepth(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        using var part = entry.Open();
        using var reader = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.Depth > MaxXmlDepth)
                throw UnreadableDocumentException.Damaged();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // A zip's table of contents stands at its end.
    private static bool EndsTooEarly(Stream content)
    {
        var tail = new byte[Math.Min(content.Length, 66_000)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        return tail.AsSpan().LastIndexOf("PK\x05\x06"u8) < 0;
    }
}
