using System.Collections.Concurrent;
using System.Net.Http.Json;
using ClearView.Cli.Node;
using ClearView.Web;

namespace ClearView.Cli.Demo;

/// <summary>The demo's buttons in four processes: the page asks the supervisor, which ends and starts real processes.</summary>
internal sealed class RemoteControls : IControls, IDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(100);
    private readonly ConcurrentDictionary<string, TimeSpan> _slowed = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly DataFolder _data;
    private readonly Timer _look;
    private volatile SupervisorState _state = new([], BrokerButton.None);

    public RemoteControls(string supervisor, DataFolder data)
    {
        _data = data;
        _http = new HttpClient { BaseAddress = new Uri(supervisor), Timeout = _deadline };
        _http.DefaultRequestHeaders.Add(ControlPort.TokenHeader, Environment.GetEnvironmentVariable(ControlPort.TokenVariable));
        _look = new Timer(_ => _ = LookAsync(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public IReadOnlyList<WorkerState> Workers => _state.Workers;

    public IReadOnlyDictionary<string, TimeSpan> Slowed => _slowed;

    public BrokerButton Broker => _state.Broker;

    public Task SlowAsync(string function, TimeSpan wait, CancellationToken ct)
    {
        LocalControls.Slow(_data, _slowed, function, wait);
        return Task.CompletedTask;
    }

    public Task KillAsync(string worker, CancellationToken ct) => AskAsync($"/kill/{Uri.EscapeDataString(worker)}", ct);

    public Task RestartAsync(string worker, CancellationToken ct) => AskAsync($"/restart/{Uri.EscapeDataString(worker)}", ct);

    public Task StopBrokerAsync(CancellationToken ct) => AskAsync("/broker/stop", ct);

    public Task StartBrokerAsync(CancellationToken ct) => AskAsync("/broker/start", ct);

    public void Dispose()
    {
        _look.Dispose();
        _http.Dispose();
    }

    private async Task AskAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.PostAsync(path, null, ct);
        answer.EnsureSuccessStatusCode();
        await LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            _state = await _http.GetFromJsonAsync("/state", ControlJson.Default.SupervisorState) ?? _state;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException or ObjectDisposedException)
        {
            // The supervisor is busy or going: the page keeps what it knew last.
        }
    }
}
