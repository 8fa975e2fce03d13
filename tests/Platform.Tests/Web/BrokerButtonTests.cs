using ClearView.Cli.Demo;
using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Web;

/// <summary>The demo's button for the broker says what it would do, or is not there.</summary>
public sealed class BrokerButtonTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("button-").FullName;
    private readonly Controls _controls = new();
    private RunningNode? _node;
    private HttpClient? _http;

    private HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync(
            new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = new DataFolder(_folder), Port = 0, Name = "all" }, _ => _controls, Asking.Ct);
        _http = new HttpClient { BaseAddress = new Uri(_node.Url) };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_node is not null)
            await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(BrokerButton.None, null)]
    [InlineData(BrokerButton.Starting, null)]
    [InlineData(BrokerButton.Stop, "Stop the broker")]
    [InlineData(BrokerButton.Start, "Start the broker")]
    public async Task It_offers_what_can_be_done(BrokerButton button, string? offered)
    {
        _controls.Broker = button;

        var page = await Http.GetStringAsync("/operations", Asking.Ct);

        Assert.Equal(offered is not null, page.Contains("broker-button", StringComparison.Ordinal));
        Assert.Equal(button == BrokerButton.Starting, page.Contains("The broker is starting.", StringComparison.Ordinal));
        if (offered is not null)
            Assert.Contains(offered, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop-broker")]
    [InlineData("start-broker")]
    public async Task What_is_not_offered_cannot_be_pressed(string action)
    {
        _controls.Broker = BrokerButton.None;

        await (await Http.PostAsync("/operations", new FormUrlEncodedContent([new("action", action)]), Asking.Ct)).ProblemAsync(422, "invalid-field");
    }

    [Fact]
    public async Task A_broker_that_was_stopped_here_is_said_to_be_stopped()
    {
        await _node!.Services.GetRequiredService<ITransport>().StopAsync(Asking.Ct);
        _controls.Broker = BrokerButton.Start;

        string page;
        do
            page = await Http.GetStringAsync("/operations", Asking.Ct);
        while (page.Contains("data-state=\"running\"", StringComparison.Ordinal) || page.Contains("data-state=\"being asked\"", StringComparison.Ordinal));

        Assert.Contains("class=\"broker\" data-state=\"stopped\"", page, StringComparison.Ordinal);
        Assert.Contains("safe on its disk", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_of_somebody_else_has_no_button_in_one_process()
    {
        using var controls = new LocalControls(_node!.Services, new DataFolder(_folder), isEmbedded: false, broker: null);

        Assert.Equal(BrokerButton.None, controls.Broker);
    }

    private sealed class Controls : IControls
    {
        public IReadOnlyList<WorkerState> Workers => [];

        public IReadOnlyDictionary<string, TimeSpan> Slowed { get; } = new Dictionary<string, TimeSpan>();

        public BrokerButton Broker { get; set; }

        public Task SlowAsync(string function, TimeSpan wait, CancellationToken ct) => Task.CompletedTask;

        public Task KillAsync(string worker, CancellationToken ct) => Task.CompletedTask;

        public Task RestartAsync(string worker, CancellationToken ct) => Task.CompletedTask;

        public Task StopBrokerAsync(CancellationToken ct) => Task.CompletedTask;

        public Task StartBrokerAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
