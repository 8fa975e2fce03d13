using ClearView.Messaging.RabbitMq.Connecting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>Makes again what somebody deleted under a running process. Who finds it gone while that is done waits for it, and it is done once for all of them.</summary>
internal sealed partial class MendLayout(ILogger log) : IDisposable
{
    private const int NotFound = 404;
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _times;

    /// <summary>Really not there: a queue whose node is down is answered with the same number, and is not to be made again.</summary>
    public static bool IsGone(OperationInterruptedException e) =>
        Reason.ReplyCode(e) == NotFound && e.ShutdownReason!.ReplyText is { } text
        && (text.Contains("no queue '", StringComparison.Ordinal) || text.Contains("no exchange '", StringComparison.Ordinal));

    /// <summary>To be read before trying what then finds something gone.</summary>
    public long Times => Volatile.Read(ref _times);

    /// <param name="seen"><see cref="Times"/> of before: when it was mended since, there is nothing more to do.</param>
    public async Task RunAsync(string missing, long seen, Func<Task> declare)
    {
        await _one.WaitAsync();
        try
        {
            if (Times != seen)
                return;
            Log.Missing(log, missing);
            await declare();
            Volatile.Write(ref _times, seen + 1);
            Log.Mended(log, missing);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "'{Missing}' was deleted at RabbitMQ under this process. If it was a queue, what it held is gone. The topology is made again.")]
        public static partial void Missing(ILogger logger, string missing);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The topology at RabbitMQ was made again, with '{Missing}'.")]
        public static partial void Mended(ILogger logger, string missing);
    }
}
