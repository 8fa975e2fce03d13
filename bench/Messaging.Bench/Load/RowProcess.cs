using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ClearView.Messaging.Bench.Load;

/// <summary>The other end of <see cref="RowHost"/>. A row that does not answer in time is ended; one whose parent is gone ends by itself.</summary>
internal sealed class RowProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longestOpen = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(5);
    private readonly Process _process;

    private RowProcess(string row, Process process) => (Row, _process) = (row, process);

    public string Row { get; }

    public static async Task<RowProcess> OpenAsync(string row, string broker, string name)
    {
        var opened = new RowProcess(row, Start(broker, RowHost.Verb, row, name));
        try
        {
            var said = await opened._process.StandardOutput.ReadLineAsync().WaitAsync(_longestOpen);
            return said == RowHost.Ready ? opened : throw new InvalidOperationException($"The row '{row}' did not open; its words are above.");
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Milliseconds; null when it failed.</summary>
    public static async Task<double?> TimeStartUpAsync(string broker)
    {
        using var process = Start(broker, StartUp.Verb);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(_longestOpen);
            return double.TryParse(line, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            process.StandardInput.Close();
            await EndAsync(process);
        }
    }

    public async Task<Measured> ObeyAsync(Order order, TimeSpan limit)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(limit);
            return line is null ? Measured.Failed("The row's process ended.") : JsonSerializer.Deserialize<Measured>(line)!;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            _process.Kill();
            return Measured.Failed($"No answer within {limit.TotalSeconds:0} s.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        await EndAsync(_process);
        _process.Dispose();
    }

    private static Process Start(string broker, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(RowProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment[RowHost.BrokerVariable] = broker; // a password does not belong into arguments
        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync().WaitAsync(_goodbye).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
            process.Kill();
    }
}
