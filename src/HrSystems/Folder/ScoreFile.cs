using System.Text;
using ClearView.Messaging;

namespace ClearView.HrSystems.Folder;

/// <summary>The results beside a r&#233;sum&#233;: one text file, one part for each score, known by its marker. Readers see the old file or the new one.</summary>
internal static class ScoreFile
{
    private const int Largest = 1024 * 1024;
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <returns>True when the marker was there already.</returns>
    public static async Task<bool> AddAsync(FolderScan scan, string resume, string marker, string text, CancellationToken ct)
    {
        var path = resume + FolderScan.ResultEnding;
        var before = await ReadAsync(path, ct);
        if (before.Contains(marker, StringComparison.Ordinal))
            return true;

        var after = before.Length == 0 ? text : before.TrimEnd() + "\n\n" + text;
        // One name for each result, so that a process that died leaves nothing that is not cleared away here.
        var aside = Path.Combine(Path.GetDirectoryName(path)!, "." + MessageId.Derive(Path.GetFileName(path)) + ".tmp");
        File.Delete(aside);
        try
        {
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                if (!scan.Holds(file.SafeFileHandle))
                    throw new PermanentFailureException("folder.result-link", "A folder of the r\u00e9sum\u00e9 became a symbolic link that leads out of the watched folder. Put the folder back, then redrive.");
                await file.WriteAsync(_utf8.GetBytes(after.TrimEnd() + "\n"), ct);
                file.Flush(flushToDisk: true);
            }

            DurableFiles.Move(aside, path);
            return false;
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            throw new PermanentFailureException("folder.result-link", "The result file beside a r\u00e9sum\u00e9 is a symbolic link. Remove it, then redrive.");
        // What has no length may be a pipe, which would hang whoever opens it.
        if (file is not { Exists: true, Length: > 0 })
            return "";
        if (file.Length > Largest)
            throw new PermanentFailureException("folder.result-full", "The result file beside a r\u00e9sum\u00e9 is larger than 1 MB. Move it away, then redrive.");
        return await File.ReadAllTextAsync(path, ct);
    }
}
