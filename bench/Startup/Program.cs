using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using ClearView.Cli.Processes;

// How long a person waits: from the start of the process 'up' on a fresh folder to the first answered request for the overview page.
// Usage: bench-startup PROGRAM [RUNS], with the published program, e.g. artifacts/run/ClearView.Cli. Prints one JSON object, milliseconds.
if (args.Length is 0 or > 2 || !File.Exists(args[0]) || (args.Length == 2 && !int.TryParse(args[1], out _)))
{
    Console.Error.WriteLine("Usage: bench-startup PROGRAM [RUNS]");
    return 2;
}

var runs = args.Length == 2 ? Math.Clamp(int.Parse(args[1], CultureInfo.InvariantCulture), 1, 100) : 10;
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
var milliseconds = new List<double>();
for (var run = 0; run < runs; run++)
    milliseconds.Add(await FirstAnswerAsync());

milliseconds.Sort();
Console.WriteLine(JsonSerializer.Serialize(new
{
    bench = "startup",
    runs,
    minMs = milliseconds[0],
    medianMs = (milliseconds[(runs - 1) / 2] + milliseconds[runs / 2]) / 2,
    maxMs = milliseconds[^1],
    cores = Environment.ProcessorCount,
}));
return 0;

async Task<double> FirstAnswerAsync()
{
    var data = Directory.CreateTempSubdirectory("clearview-startup-").FullName;
    var port = FreePort.Take();
    var start = new ProcessStartInfo(args[0], ["up", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    var page = new Uri($"http://127.0.0.1:{port}/");
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    try
    {
        while (clock.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(page);
                answer.EnsureSuccessStatusCode();
                return Math.Round(clock.Elapsed.TotalMilliseconds, 1);
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException)
            {
                await Task.Delay(2);
            }
        }

        throw new InvalidOperationException($"'{args[0]} up' gave no answer within 30 s: {await process.StandardError.ReadToEndAsync()}");
    }
    finally
    {
        process.Kill();
        await process.WaitForExitAsync();
        Directory.Delete(data, recursive: true);
    }
}
