using System.IO.Compression;
using System.Xml;

namespace ClearView.AiTool.Documents;

/// <summary>Inflates a zip once, counting, before a parser that would hold all of it in memory sees it.</summary>
internal static class ZipGuard
{
    private const int MaxEntries = 2_000;

    /// <param name="xml">Checks the parts that are read when a document is opened; the text itself is checked when it is found.</param>
    /// <exception cref="UnreadableDocumentException">Too large when inflated, damaged, or nested beyond reason.</exception>
    public static void Check(Stream content, long maxInflatedBytes, XmlGuard xml)
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
                left -= Inflate(part, left);
                if (left < 0)
                    throw UnreadableDocumentException.TooLarge($"unpacked it holds more than {maxInflatedBytes / 1024 / 1024} MB");
            }
            foreach (var entry in zip.Entries.Where(IsReadAtOnce))
                xml.Check(entry.Open);
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

    /// <summary>Bytes of a part; stops counting behind <paramref name="left"/>.</summary>
    public static long Inflate(Stream part, long left)
    {
        var buffer = new byte[81920];
        long count = 0;
        int read;
        while (count <= left && (read = part.Read(buffer)) > 0)
        {
            count += read;
        }
        return count;
    }

    private static bool IsReadAtOnce(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    // A zip's table of contents stands at its end.
    private static bool EndsTooEarly(Stream content)
    {
        var tail = new byte[Math.Min(content.Length, 66_000)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        return tail.AsSpan().LastIndexOf("PK\x05\x06"u8) < 0;
    }
}
