using System.Runtime.ExceptionServices;

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

    public static T Run<T>(Func<CancellationToken, T> read, TimeSpan deadline, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // The thread may outlive this call, so it gets the token, never the disposable source.
        var token = either.Token;
        try
        {
            Places.Wait(token);
            var work = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            Start(read, work, token);
            work.Task.Wait(token);
            return work.Task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw UnreadableDocumentException.TooSlow(deadline);
        }
        catch (AggregateException failed) when (failed.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
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
