using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Sqlite;

/// <summary>
/// The embedded broker: one file, kept by one process. What was confirmed is on disk and survives kill -9 and power cuts; operations that
/// come at the same time share one write to disk. Order within a queue is the order of arrival; what returns comes first again.
/// A message that was in a dead process's hands comes back with <see cref="Delivery.Returns"/> counted. When the disk is full or fails,
/// callers get a <see cref="BrokerUnavailableException"/> that says so, consumers end with it, and the broker goes on by itself later.
/// </summary>
public sealed class SqliteTransport : ITransport
{
    private readonly SqliteTransportOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _life = new(1);
    private Topology _topology = new([]);
    private BrokerLock? _lock;
    private volatile GroupCommit? _writer;

    public SqliteTransport(string path, TimeProvider? clock = null, ILogger<SqliteTransport>? log = null)
        : this(new SqliteTransportOptions { Path = path }, clock, log)
    {
    }

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public SqliteTransport(SqliteTransportOptions options, TimeProvider? clock = null, ILogger<SqliteTransport>? log = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = new SqliteTransportOptions
        {
            Path = Path.GetFullPath(options.Path),
            Window = options.Window,
            Deadline = options.Deadline,
            LargestFile = options.LargestFile,
            HistoryAge = options.HistoryAge,
            HistoryBytes = Math.Min(options.HistoryBytes, options.LargestFile / 2 ?? long.MaxValue),
        };
        _clock = clock ?? TimeProvider.System;
        _log = log ?? NullLogger<SqliteTransport>.Instance;
        Broker = new BrokerInfo("sqlite", BrokerFile.SqliteVersion, _options.Path);
    }

    public BrokerInfo Broker { get; }

    /// <inheritdoc/>
    /// <exception cref="EmbeddedBrokerInUseException">Another process has the file open.</exception>
    /// <exception cref="EmbeddedBrokerFileException">The file is damaged, of a newer version, or not ClearView's.</exception>
    /// <exception cref="BrokerUnavailableException">The disk refused.</exception>
    public async Task StartAsync(Topology topology, CancellationToken ct)
    {
        await _life.WaitAsync(ct);
        try
        {
            Volatile.Write(ref _topology, topology);
            if (_writer is { } running)
                await running.SubmitAsync(new Declare(topology), ct);
            else
                await Task.Run(Open, ct);
        }
        finally
        {
            _life.Release();
        }
    }

    public Task StopAsync(CancellationToken ct) => EndAsync(writer => writer.StopAsync(ct), ct);

    public Task PublishAsync(OutgoingMessage message, CancellationToken ct) => Running().SubmitAsync(new Publish(message, null), ct);

    public Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct) => Running().SubmitAsync(new Publish(message, queue), ct);

    public async Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        var writer = Running();
        ct.ThrowIfCancellationRequested();
        var consume = new Consume(queue, prefetch, writer);
        try
        {
            await writer.SubmitAsync(consume, ct);
            return consume.Consumer!;
        }
        catch (Exception e) when (e is OperationCanceledException or BrokerUnavailableException)
        {
            // The operation may still be done later: a consumer that nobody reads would swallow what it is given.
            _ = DisposeWhenStartedAsync(consume);
            throw;
        }
    }

    public async Task<long> EndOfHistoryAsync(CancellationToken ct)
    {
        var look = new EndOfHistory(Broker);
        await Running().SubmitAsync(look, ct);
        return look.Offset;
    }

    public async IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var next = from; next < to;)
        {
            var read = new ReadHistory(Broker, next, to);
            await Running().SubmitAsync(read, ct);
            foreach (var entry in read.Entries)
                yield return entry;
            if (read.Next is not { } further)
                yield break;
            next = further;
        }
    }

    /// <summary>Exact sums, read from memory between two commits; queues that lost their function are among them.</summary>
    public async Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct)
    {
        var inspect = new Inspect();
        await Running().SubmitAsync(inspect, ct);
        return inspect.States;
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>Lets go of the file as a killed process would. For tests.</summary>
    internal Task AbandonAsync() => EndAsync(writer => writer.AbandonAsync(), CancellationToken.None);

    /// <summary>For tests.</summary>
    internal void FailCommits(Func<bool>? when) => Running().CommitFails = when;

    private static async Task DisposeWhenStartedAsync(Consume consume)
    {
        await consume.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (consume.Consumer is { } consumer)
            await consumer.DisposeAsync();
    }

    private GroupCommit Running() => _writer ?? throw GroupCommit.Stopped();

    private void Open()
    {
        try
        {
            CreateDirectory();
            _lock = BrokerLock.Take(_options.Path);
            var writer = new GroupCommit(_options, countReturns => Queues.Open(_options, Volatile.Read(ref _topology), Broker, _clock, countReturns), _clock, _log);
            writer.Start();
            _writer = writer;
        }
        catch (Exception e)
        {
            _lock?.Dispose();
            _lock = null;
            switch (e)
            {
                case SqliteException failure:
                    throw SqliteFailure.AtStart(failure, _options.Path);
                case IOException or UnauthorizedAccessException:
                    throw new BrokerUnavailableException($"The broker's file '{_options.Path}' cannot be opened: {e.Message}", e);
                default:
                    throw;
            }
        }
    }

    private void CreateDirectory()
    {
        var directory = Path.GetDirectoryName(_options.Path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task EndAsync(Func<GroupCommit, Task> end, CancellationToken ct)
    {
        await _life.WaitAsync(ct);
        try
        {
            if (_writer is not { } writer)
                return;
            await end(writer);
            _writer = null;
            _lock?.Dispose();
            _lock = null;
        }
        finally
        {
            _life.Release();
        }
    }
}
