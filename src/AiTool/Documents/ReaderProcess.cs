using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClearView.AiTool.Documents;

/// <summary>
/// The other end of <see cref="ReaderPool"/>: a process that reads one file after the other, and may be killed at any moment. Memory is
/// bounded here, time there.
/// </summary>
public static class ReaderProcess
{
    /// <summary>How a program is asked to be one.</summary>
    public const string Verb = "read-documents";

    /// <summary>By how much the memory may grow while one file is read.</summary>
    internal const long MaxHeldBytes = 512L * 1024 * 1024;

    // A process that is left with so much is cheaper to start anew than to keep.
    private const long MuchBytes = 256L * 1024 * 1024;
    private const int LookEveryMilliseconds = 25;

    // Whoever asked has given up by then, or has died.
    private static readonly TimeSpan _longest = DocumentReader.Deadline * 2;

    /// <summary>Until the asking process closes its end.</summary>
    public static int Serve()
    {
        // Ctrl+C reaches all processes of a terminal; the one that asks decides when this one ends.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        EndFirst();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        try
        {
            while (Framed.Read(input, DocumentReader.MaxBytes) is { } content)
                Framed.Write(output, Answer(content, output).Write());
        }
        catch (IOException)
        {
            // The other side is gone.
        }

        return 0;
    }

    /// <summary>When the machine runs out of memory, this process goes before any that holds something.</summary>
    private static void EndFirst()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not everywhere may one say so.
        }
    }

    private static ReaderAnswer Answer(byte[] content, Stream output)
    {
        using var done = new ManualResetEventSlim();
        var watch = new Thread(() => Watch(done, output)) { IsBackground = true, Name = "Watch the reading" };
        watch.Start();
        try
        {
            return ReaderAnswer.Of(DocumentReader.ReadHere(content), last: GC.GetTotalMemory(forceFullCollection: false) > MuchBytes);
        }
        catch (UnreadableDocumentException e)
        {
            return ReaderAnswer.Of(e, last: e.MayPass); // what it lacks now it would lack for the next file too
        }
        finally
        {
            done.Set();
            watch.Join(); // it writes to the same pipe
        }
    }

    /// <summary>A parser cannot be stopped from outside, but a process can.</summary>
    private static void Watch(ManualResetEventSlim done, Stream output)
    {
        var since = Stopwatch.GetTimestamp();
        var before = GC.GetTotalMemory(forceFullCollection: false);
        while (!done.Wait(LookEveryMilliseconds))
        {
            if (HasGrownTooMuch(before))
                Framed.Write(output, ReaderAnswer.Of(UnreadableDocumentException.TooHeavy(MaxHeldBytes), last: true).Write());
            else if (Stopwatch.GetElapsedTime(since) < _longest)
                continue;
            Process.GetCurrentProcess().Kill();
        }
    }

    private static bool HasGrownTooMuch(long before)
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - before <= MaxHeldBytes)
            return false;
        // What nobody holds any more does not count.
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false) - before > MaxHeldBytes;
    }
}
