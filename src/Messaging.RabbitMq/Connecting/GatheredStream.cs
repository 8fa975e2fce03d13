using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>
/// A socket's stream that asks the kernel seldom. The client writes every frame by itself and reads in pieces of 4 KiB: here what is
/// written while a write is under way goes with the next, and what has arrived is read at once. A failure to send shows at the next write,
/// and ends the reading.
/// </summary>
internal sealed class GatheredStream(Socket socket) : NetworkStream(socket, ownsSocket: true), IThreadPoolWorkItem
{
    private const int WriteBuffer = 256 * 1024;
    private const int ReadBuffer = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly byte[] _arrived = new byte[ReadBuffer];
    private byte[] _filling = new byte[WriteBuffer];
    private byte[] _sending = new byte[WriteBuffer];
    private TaskCompletionSource? _room;
    private Exception? _failure;
    private int _filled;
    private int _readFrom;
    private int _readTo;
    private bool _isSending;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        TryFill(ref buffer) is { } room ? WaitAndWriteAsync(room, buffer, cancellationToken) : ValueTask.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _readFrom < _readTo
        ? new ValueTask<int>(TakeArrived(buffer.Span))
        : ReceiveAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (_readFrom == _readTo)
            (_readFrom, _readTo) = (0, base.Read(_arrived));
        return TakeArrived(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => WriteAsync(buffer.ToArray(), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    /// <summary>Takes what there is room for; when something is left, says when to come again.</summary>
    private Task? TryFill(ref ReadOnlyMemory<byte> buffer)
    {
        lock (_gate)
        {
            if (_failure is not null)
                throw new IOException("The connection was lost.", _failure);

            var taken = Math.Min(buffer.Length, WriteBuffer - _filled);
            buffer.Span[..taken].CopyTo(_filling.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
            if (!_isSending && _filled > 0)
            {
                // Behind what this thread does now, so that its next frames go along.
                _isSending = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            }

            return buffer.Length == 0 ? null : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async ValueTask WaitAndWriteAsync(Task room, ReadOnlyMemory<byte> rest, CancellationToken ct)
    {
        for (var wait = room; wait is not null; wait = TryFill(ref rest))
            await wait.WaitAsync(ct);
    }

    private async Task SendAsync()
    {
        try
        {
            while (Swap() is > 0 and var length)
                await base.WriteAsync(_sending.AsMemory(0, length));
        }
        catch (Exception e)
        {
            TaskCompletionSource? room;
            lock (_gate)
                (_failure, room, _room) = (e, _room, null);
            room?.TrySetResult();
            Dispose(); // who reads learns of it too
        }
    }

    /// <summary>The bytes to send now; 0 when there are none, and sending has ended.</summary>
    private int Swap()
    {
        TaskCompletionSource? room;
        int length;
        lock (_gate)
        {
            (_filling, _sending) = (_sending, _filling);
            (length, _filled) = (_filled, 0);
            (room, _room) = (_room, null);
            _isSending = length > 0;
        }

        room?.TrySetResult();
        return length;
    }

    private int TakeArrived(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _readTo - _readFrom);
        _arrived.AsSpan(_readFrom, taken).CopyTo(buffer);
        _readFrom += taken;
        return taken;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken ct)
    {
        (_readFrom, _readTo) = (0, await base.ReadAsync(_arrived, ct));
        return TakeArrived(buffer.Span);
    }
}
