using System.Runtime.ExceptionServices;

namespace ClearView.AiTool.Documents;

/// <summary>A thread for each reading, with a stack for deeply nested files: its overflow would end the process.</summary>
internal static class ReadingThread
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <exception cref="UnreadableDocumentException">Too heavy, or what <paramref name="read"/> throws.</exception>
    public static T Run<T>(Func<T> read)
        where T : class
    {
        T? result = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = read();
            }
            // Whatever a parser throws at hostile bytes goes to the caller: an exception that leaves a thread ends the process.
            catch (Exception e)
            {
                failure = e;
            }
        }, StackBytes)
        {
            IsBackground = true,
            Name = "Read a document",
        };
        thread.Start();
        thread.Join();
        switch (failure)
        {
            case null:
                return result!;
            case OutOfMemoryException:
                throw UnreadableDocumentException.TooHeavy(ReaderProcess.MaxHeldBytes);
            case TypeInitializationException:
                throw UnreadableDocumentException.ReaderFailed(failure);
            default:
                ExceptionDispatchInfo.Throw(failure);
                throw failure;
        }
    }
}
