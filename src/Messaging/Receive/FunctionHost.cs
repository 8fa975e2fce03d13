using ClearView.Messaging.Mail;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Receive;

/// <summary>Runs the functions of this process's roles.</summary>
public sealed class FunctionHost(
    IReadOnlyList<FunctionDescriptor> functions, ITransport transport, IInbox? inbox, TenantShares shares, ReceivePipeline pipeline,
    DeadLetterKeeper? deadLetters, ILogger<FunctionHost> log, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<FunctionDescriptor> Functions => functions;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in functions)
            Start(function.Name);
        if (deadLetters is not null)
        {
            Start(DeadLetterKeeper.Dead, ConsumeQueue(DeadLetterKeeper.Dead), deadLetters.KeepAsync);
            Start(DeadLetterKeeper.Parked, ConsumeQueue(DeadLetterKeeper.Parked), deadLetters.KeepParkedAsync);
        }

        return Task.CompletedTask;
    }

    public bool IsRunning(string function)
    {
        lock (_gate)
            return _running.ContainsKey(function);
    }

    public void Start(string function)
    {
        var descriptor = functions.Single(f => f.Name == function);
        Start(descriptor, descriptor.KeepsState ? OpenMail(descriptor) : ConsumeQueue(descriptor), (delivery, ct) => pipeline.HandleAsync(delivery, descriptor, ct));
    }

    /// <summary>Ends a function's workers where they are, as kill -9 would end a process: what they held comes back.</summary>
    public async Task KillAsync(string function)
    {
        Running? running;
        lock (_gate)
            _running.Remove(function, out running);
        if (running is not null)
            await running.EndAsync(TimeSpan.Zero);
    }

    /// <summary>Lets handlers finish within a bound; one that does not end by then is left to the end of the process.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Running[] ending;
        lock (_gate)
        {
            ending = [.. _running.Values];
            _running.Clear();
        }

        await Task.WhenAll(ending.Select(r => r.EndAsync(_longestGoodbye)));
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private Func<CancellationToken, Task<IConsumer>> ConsumeQueue(FunctionDescriptor function) =>
        ct => transport.ConsumeAsync(function.Queue, FunctionRunner.PrefetchOf(function), ct);

    private Func<CancellationToken, Task<IConsumer>> OpenMail(FunctionDescriptor function)
    {
        var kept = inbox ?? throw new InvalidOperationException($"'{function.Name}' keeps state, and this process has no store.");
        return _ => Task.FromResult<IConsumer>(new FunctionMail(function, transport, kept, shares, log, clock));
    }

    private void Start(FunctionDescriptor function, Func<CancellationToken, Task<IConsumer>> consume, Func<Delivery, CancellationToken, Task<Outcome>> handle)
    {
        lock (_gate)
        {
            if (!_running.ContainsKey(function.Name))
                _running.Add(function.Name, Running.Of(function, consume, handle, log, clock));
        }
    }

    private sealed class Running(TimeProvider clock) : IDisposable
    {
        // After the runner's own patience with its handlers there is only the broker's answer to wait for.
        private static readonly TimeSpan _patience = FunctionRunner.Patience + TimeSpan.FromSeconds(7);
        private readonly CancellationTokenSource _stop = new();
        private readonly CancellationTokenSource _kill = new(Timeout.InfiniteTimeSpan, clock);
        private Task _task = Task.CompletedTask;

        public static Running Of(
            FunctionDescriptor function, Func<CancellationToken, Task<IConsumer>> consume, Func<Delivery, CancellationToken, Task<Outcome>> handle, ILogger log,
            TimeProvider clock)
        {
            var running = new Running(clock);
            var runner = new FunctionRunner(function, consume, handle, log, clock);
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
            await _task.WaitAsync(goodbye + _patience, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_task.IsCompleted)
                Dispose();
        }

        public void Dispose()
        {
            _stop.Dispose();
            _kill.Dispose();
        }
    }
}
