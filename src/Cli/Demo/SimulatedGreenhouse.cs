using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Node;
using ClearView.Cli.Verbs;

namespace ClearView.Cli.Demo;

/// <summary>The simulator as a process of its own, and the settings with which the connector reaches it.</summary>
internal sealed class SimulatedGreenhouse(DemoOptions options, DataFolder data, int hookPort) : IAsyncDisposable
{
    private const string ClientId = "clearview-demo";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private ChildProcess? _process;

    public long Candidates { get; private set; }

    public long Jobs { get; private set; }

    public async Task StartAsync(CancellationToken ct)
    {
        // Made for this run alone; the simulator and the connector share them through the arguments and the settings file.
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        List<string> arguments =
        [
            "simulate", "greenhouse", "--port", "0", "--samples", options.Samples, "--journal", data.SimulatorJournal,
            "--pace", options.Pace.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--webhook", $"http://127.0.0.1:{hookPort}/hooks/greenhouse",
        ];
        if (options.Misbehave is { } faults)
            arguments.AddRange(["--misbehave", faults]);

        Directory.CreateDirectory(Path.GetDirectoryName(data.SimulatorJournal)!);
        _process = await ChildProcess.StartAsync("the simulator", arguments, "simulator on http", (SimulateVerb.SecretVariable, secret));
        var line = await _process.ReadyAsync(ct);
        _http.BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
        var status = await _http.GetFromJsonAsync("/_simulator/status", SimulatorJson.Default.SimulatorStatus, ct);
        Candidates = status!.Candidates;
        Jobs = status.Jobs;
        await WriteSettingsAsync(secret, ct);
    }

    /// <summary>The next so many candidates come now, ahead of their pace.</summary>
    public async Task LetArriveAsync(int count, CancellationToken ct)
    {
        using var answer = await _http.PostAsync($"/_simulator/arrive?count={count}", null, ct);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task WriteSettingsAsync(string secret, CancellationToken ct)
    {
        if (File.Exists(data.HrSystems) && !(await File.ReadAllTextAsync(data.HrSystems, ct)).Contains(ClientId, StringComparison.Ordinal))
            throw new UsageException($"'{data.HrSystems}' was not written by the demo and is left as it is. Move it away, or name another folder.");

        var settings = new JsonSettings(new HrSection(new GreenhouseSection(_http.BaseAddress!.ToString(), ClientId, secret, secret, 1)));
        await DataFolder.WriteSecretAsync(data.HrSystems, JsonSerializer.Serialize(settings, SimulatorJson.Default.JsonSettings), ct);
    }
}

internal sealed record SimulatorStatus(long Candidates, long Arrived, long Jobs);

internal sealed record JsonSettings([property: JsonPropertyName("HrSystems")] HrSection HrSystems);

internal sealed record HrSection([property: JsonPropertyName("Greenhouse")] GreenhouseSection Greenhouse);

internal sealed record GreenhouseSection(
    [property: JsonPropertyName("BaseAddress")] string BaseAddress, [property: JsonPropertyName("ClientId")] string ClientId,
    [property: JsonPropertyName("ClientSecret")] string ClientSecret, [property: JsonPropertyName("WebhookSecret")] string WebhookSecret,
    [property: JsonPropertyName("PollSeconds")] double PollSeconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SimulatorStatus))]
[JsonSerializable(typeof(JsonSettings))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
