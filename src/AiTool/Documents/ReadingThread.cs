using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Runs a parser of hostile bytes so that its caller is released at the deadline, even when the parser never looks at its token.
/// </summary>
internal static class ReadingThread
{
    // Deeply nested files recurse deeply; a stack overflow would take the whole process.
    private const int StackBytes = 64 * 1024 * 1024;

    // A thread that never ends keeps its place: the leak is bounded, and a full house answers "too slow".
    private static readonly SemaphoreSlim Places = new(Math.Max(8, Environment.ProcessorCount * 2));

    // What a thread still reads past its deadline: trying the same bytes again would only lose a further place.
    private static readonly ConcurrentDictionary<string, byte> Abandoned = new(StringComparer.Ordinal);

    /// <param name="content">What <paramref name="read"/> reads.</param>
    public static T Run<T>(ReadOnlyMemory<byte> content, Func<CancellationToken, T> read, TimeSpan deadline, CancellationToken cancellationToken)
        where T : class
    {
        if (!Abandoned.IsEmpty && Abandoned.ContainsKey(PrintOf(content)))
            throw UnreadableDocumentException.TooSlow(deadline);

        using var timeout = new CancellationTokenSource(deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // The thread may outlive this call, so it gets the token, never the disposable source.
        var token = either.Token;
        var work = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = false;
        try
        {
            Places.Wait(token);
            Start(read, work, token);
            started = true;
            work.Task.Wait(token);
            return work.Task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (started)
                Abandon(PrintOf(content), work.Task);
            throw UnreadableDocumentException.TooSlow(deadline);
        }
        catch (AggregateException failed) when (failed.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static string PrintOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));

    private static void Abandon(string print, Task work)
    {
        Abandoned.TryAdd(print, 0);
        _ = work.ContinueWith(_ => Abandoned.TryRemove(print, out byte _), TaskScheduler.Default);
    }

    private static void Start<T>(Func<CancellationToken, T> read, TaskCompletionSource<T> work, CancellationToken token)
        where T : class
    {
        var thread = new Thread(() =>
        {
            try
            {
                work.SetResult(read(token));
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
}
