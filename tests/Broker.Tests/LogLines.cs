using System.Collections.Concurrent;
using ClearView.Messaging.RabbitMq;
using Microsoft.Extensions.Logging;

namespace ClearView.Broker.Tests;

/// <summary>What a transport says, to be waited for.</summary>
internal sealed class LogLines : ILogger<RabbitMqTransport>
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentQueue<string> _lines = [];

    public int CountOf(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>The next line with this text; those before it are passed over for good.</summary>
    public async Task<string> NextAsync(string text)
    {
        var said = new List<string>();
        for (var waited = TimeSpan.Zero; waited < Letters.Deadline; waited += _look)
        {
            while (_lines.TryDequeue(out var line))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
                said.Add(line);
            }

            await Task.Delay(_look, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Nobody said '{text}', but: {string.Join('\n', said)}");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));
}
