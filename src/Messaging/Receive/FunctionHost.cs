using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Receive;

/// <summary>Runs the functions of this process's roles.</summary>
public sealed class FunctionHost(
    IReadOnlyList<FunctionDescriptor> functions, ITransport transport, ReceivePipeline pipeline, DeadLetterKeeper? deadLetters,
    ILogger<FunctionHost> log, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<FunctionDescriptor> Functions => functions;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in functions)
            Start(function.Name);
        if (deadLetters is not null)
            _running[DeadLetterKeeper.Descriptor.Name] = Running.Of(DeadLetterKeeper.Descriptor, deadLetters.KeepAsync, transport, log, clock);
        return Task.CompletedTask;
    }

    public bool IsRunning(string function) => _running.ContainsKey(function);

    public void Start(string function)
    {
        var descriptor = functions.Single(f => f.Name == function);
        _running.GetOrAdd(function, _ => Running.Of(descriptor, (delivery, ct) => pipeline.ProcessAsync(delivery, descriptor, ct), transport, log, clock));
    }

    /// <summary>Ends a function's workers where they are, as kill -9 would end a process: what they held comes back.</summary>
    public async Task KillAsync(string function)
    {
        if (_running.TryRemove(function, out var running))
            await running.EndAsync(TimeSpan.Zero);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_running.Values.Select(r => r.EndAsync(_longestGoodbye)));
        _running.Clear();
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private sealed class Running : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly CancellationTokenSource _kill = new();
        private Task _task = Task.CompletedTask;

        public static Running Of(
            FunctionDescriptor function, Func<Delivery, CancellationToken, Task> handle, ITransport transport, ILogger log, TimeProvider clock)
        {
            var running = new Running();
            var runner = new FunctionRunner(function, transport, handle, log, clock);
            running._task = Task.Run(() => runner.RunAsync(running._stop.Token, running._kill.Token));
            return running;
        }

        public async Task EndAsync(TimeSpan goodbye)
        {
            await _stop.CancelAsync();
            if (goodbye == TimeSpan.Zero)
                await _kill.CancelAsync();
            else
                _kill.CancelAfter(goodbye);
            await _task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Dispose();
        }

        public void Dispose()
        {
            _stop.Dispose();
            _kill.Dispose();
        }
    }
}
