using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Reads hostile files in processes that live on, each one file at a time. One that does not answer in time, or whose caller gives up, is
/// killed; whatever a file does to a process, it does not do it to this one.
/// </summary>
internal sealed class ReaderPool(string program, IReadOnlyList<string> arguments) : IDisposable
{
    private const int MostFilesOfOne = 1_000;
    private const int LargestAnswer = 64 * 1024 * 1024;

    // The wall behind the bound that the process keeps itself.
    private const string HeapLimit = "0x38000000";

    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(3);
    private readonly SemaphoreSlim _places = new(Most);
    private readonly ConcurrentBag<Reader> _idle = [];
    private int _alive;

    public static int Most { get; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Processes that were started and have not been ended.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <exception cref="UnreadableDocumentException">The file cannot be read, or not within <paramref name="deadline"/>, or the process died of it.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public DocumentText Read(ReadOnlyMemory<byte> content, TimeSpan deadline, CancellationToken cancellationToken)
    {
        // The file's own time begins with its reading: those before it are no fault of its.
        if (!_places.Wait(_longestWait, cancellationToken))
            throw UnreadableDocumentException.TooSlow(_longestWait);
        using var timeout = new CancellationTokenSource(deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return Ask(content, either.Token).DocumentOrThrow();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw UnreadableDocumentException.TooSlow(deadline);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
            End(reader);
        _places.Dispose();
    }

    private ReaderAnswer Ask(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        // One that died while nobody looked says nothing about this file.
        if (_idle.TryTake(out var idle) && TryAsk(idle, content, ct, out _) is { } answer)
            return answer;
        return TryAsk(Start(), content, ct, out var failure) ?? throw UnreadableDocumentException.ReaderFailed(failure!);
    }

    private ReaderAnswer? TryAsk(Reader reader, ReadOnlyMemory<byte> content, CancellationToken ct, out Exception? failure)
    {
        var isFit = false;
        failure = null;
        try
        {
            var answer = reader.Ask(content.Span, ct);
            isFit = !answer.Last && reader.Asked < MostFilesOfOne;
            return answer;
        }
        catch (Exception e) when (e is IOException or JsonException or ObjectDisposedException or InvalidOperationException)
        {
            ct.ThrowIfCancellationRequested();
            failure = e;
            return null;
        }
        finally
        {
            if (isFit)
                _idle.Add(reader);
            else
                End(reader);
        }
    }

    private Reader Start()
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            var reader = new Reader(Process.Start(start)!);
            Interlocked.Increment(ref _alive);
            return reader;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            throw UnreadableDocumentException.ReaderFailed(e);
        }
    }

    private void End(Reader reader)
    {
        reader.Dispose();
        Interlocked.Decrement(ref _alive);
    }

    private sealed class Reader : IDisposable
    {
        private readonly Process _process;

        public Reader(Process process)
        {
            _process = process;
            // What a runtime says when it dies is for nobody, and may quote content.
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
        }

        public int Asked { get; private set; }

        public ReaderAnswer Ask(ReadOnlySpan<byte> content, CancellationToken ct)
        {
            Asked++;
            using var kill = ct.UnsafeRegister(static process => Kill((Process)process!), _process);
            Framed.Write(_process.StandardInput.BaseStream, content);
            return ReaderAnswer.Read(Framed.Read(_process.StandardOutput.BaseStream, LargestAnswer) ?? throw new EndOfStreamException());
        }

        public void Dispose()
        {
            Kill(_process);
            // Whoever has taken them out of the process has to close them.
            try
            {
                _process.StandardInput.Dispose();
            }
            catch (IOException)
            {
                // Nobody reads any more.
            }

            _process.StandardOutput.Dispose();
            _process.Dispose();
        }

        private static void Kill(Process process)
        {
            try
            {
                process.Kill();
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended by itself.
            }
        }
    }
}
