using System.Collections.Concurrent;
using System.Numerics;

namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>
/// Where bodies are copied to: the client takes its own buffer back. A body of usual length is given back when its delivery is settled.
/// The shared pool would not do: it keeps few, and a whole prefetch comes at once.
/// </summary>
internal sealed class BodyBuffers
{
    private const int Smallest = 8; // 256 bytes, as a power of two
    private const int Largest = 15; // 32 KiB
    private const int MostKept = 4 * 1024 * 1024;

    private readonly ConcurrentQueue<byte[]>[] _idle = [.. Enumerable.Range(Smallest, Largest - Smallest + 1).Select(_ => new ConcurrentQueue<byte[]>())];
    private int _kept;

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> body, out byte[]? buffer)
    {
        if (body.Length > 1 << Largest)
        {
            buffer = null;
            return body.ToArray();
        }

        var size = SizeOf(body.Length);
        if (_idle[size - Smallest].TryDequeue(out buffer))
            Interlocked.Add(ref _kept, -buffer.Length);
        else
            buffer = GC.AllocateUninitializedArray<byte>(1 << size);
        body.CopyTo(buffer);
        return buffer.AsMemory(0, body.Length);
    }

    public void GiveBack(byte[] buffer)
    {
        if (Interlocked.Add(ref _kept, buffer.Length) <= MostKept)
            _idle[SizeOf(buffer.Length) - Smallest].Enqueue(buffer);
        else
            Interlocked.Add(ref _kept, -buffer.Length);
    }

    private static int SizeOf(int length) => Math.Max(Smallest, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length))));
}
