using System.Diagnostics;
using System.Runtime;
using System.Runtime.ExceptionServices;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Runs a parser of hostile bytes so that it ends at its bounds of time and memory, even when it never looks at its token.
/// </summary>
internal static class ReadingThread
{
    /// <summary>By how much this process's memory may grow while one file is read.</summary>
    public const long MaxHeldBytes = 512L * 1024 * 1024;

    // Deeply nested files recurse deeply; a stack overflow would take the whole process.
    private const int StackBytes = 64 * 1024 * 1024;

    private const int LookEveryMilliseconds = 25;

    // The one thread that cannot be ended is one that loops inside a catch or finally block. It keeps its place: the leak is bounded,
    // and a full house answers "too slow".
    private static readonly int MaxThreads = Math.Max(8, Environment.ProcessorCount * 2);
    private static readonly SemaphoreSlim Places = new(MaxThreads);

    /// <summary>Threads that have not come to their end, whether somebody waits for them or not.</summary>
    public static int Running => MaxThreads - Places.CurrentCount;

    /// <exception cref="UnreadableDocumentException">Too slow, too heavy, or what <paramref name="read"/> throws.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static T Run<T>(Func<CancellationToken, T> read, TimeSpan deadline, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // Not disposed: the thread may outlive this call by a moment.
        var end = new CancellationTokenSource();
        var work = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        long before = 0;
        try
        {
            Places.Wait(either.Token);
            before = GC.GetTotalMemory(forceFullCollection: false);
            Start(read, work, end.Token);
            while (!work.Task.Wait(LookEveryMilliseconds, either.Token))
                if (HasGrownTooMuch(before)) throw UnreadableDocumentException.TooHeavy(MaxHeldBytes);
            return work.Task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw UnreadableDocumentException.TooSlow(deadline);
        }
        catch (AggregateException failed) when (failed.InnerException is { } inner)
        {
            if (inner is OutOfMemoryException)
                throw UnreadableDocumentException.TooHeavy(MaxHeldBytes);
            if (inner is TypeInitializationException)
                throw UnreadableDocumentException.ReaderFailed(inner);
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        finally
        {
            // On a thread of the pool: whoever ends a thread waits until it leaves its catch and finally blocks.
            if (!work.Task.IsCompleted)
                _ = cancellationToken.IsCancellationRequested ? EndLaterAsync(work.Task, end, before, deadline) : end.CancelAsync();
        }
    }

    /// <summary>
    /// A caller that gives up says nothing against the file, which is read to its end within its bounds. A thread that is ended while it
    /// makes what a library makes once leaves every later reading of the process without that.
    /// </summary>
    private static async Task EndLaterAsync(Task work, CancellationTokenSource end, long before, TimeSpan atMost)
    {
        var since = Stopwatch.GetTimestamp();
        while (!work.IsCompleted && Stopwatch.GetElapsedTime(since) < atMost && !HasGrownTooMuch(before))
            await Task.Delay(LookEveryMilliseconds);
        if (!work.IsCompleted)
            await end.CancelAsync();
    }

    private static bool HasGrownTooMuch(long before)
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - before <= MaxHeldBytes)
            return false;
        // What nobody holds any more does not count.
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false) - before > MaxHeldBytes;
    }

    private static void Start<T>(Func<CancellationToken, T> read, TaskCompletionSource<T> work, CancellationToken end)
        where T : class
    {
        var thread = new Thread(() =>
        {
            try
            {
                work.SetResult(ReadUntil(read, end));
            }
            // Whatever a parser throws at hostile bytes goes to the caller: an exception that leaves a thread ends the process.
            catch (Exception failure)
            {
                work.SetException(failure);
                // Nobody may be waiting any more.
                _ = work.Task.Exception;
            }
            finally
            {
                Places.Release();
            }
        }, StackBytes)
        {
            IsBackground = true,
            Name = "Read a document",
        };
        try
        {
            thread.Start();
        }
        catch
        {
            Places.Release();
            throw;
        }
    }

    // To end a thread from outside can leave half-done what it shares with others. A parser shares a few pools of names, which survive
    // that; the other choice is a thread that takes a processor and memory for as long as the process lives.
#pragma warning disable SYSLIB0046
    private static T ReadUntil<T>(Func<CancellationToken, T> read, CancellationToken end)
        where T : class
    {
        T? result = null;
        ControlledExecution.Run(() => result = read(end), end);
        return result!;
    }
#pragma warning restore SYSLIB0046
}
