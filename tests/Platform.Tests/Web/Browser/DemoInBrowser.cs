using System.Collections.Concurrent;
using ClearView.Cli;
using ClearView.Cli.Processes;
using Microsoft.Playwright;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>The demo as a process of its own, with all its invented candidates arrived, and a real browser.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-browser-").FullName;
    private readonly ConcurrentQueue<string> _lines = [];
    private BoundProcess? _demo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public HttpClient Http { get; private set; } = null!;

    public string Url { get; private set; } = "";

    /// <summary>What the demo is started with besides; one process on the embedded broker without it.</summary>
    internal IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What the demo said so far, errors included.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;

        await Task.WhenAll(StartBrowserAsync(), StartDemoAsync());
    }

    /// <summary>Skips the test on a machine without Chromium; in CI that is a failure.</summary>
    public async Task<WatchedPage> OpenAsync(string path, Action<BrowserNewContextOptions>? configure = null)
    {
        const string missing = "Chromium is not installed: apt-get install --no-install-recommends chromium.";
        if (_browser is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(missing);
        Assert.SkipWhen(_browser is null, missing);

        var options = new BrowserNewContextOptions { BaseURL = Url };
        configure?.Invoke(options);
        return await WatchedPage.OpenAsync(await _browser!.NewContextAsync(options), path);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_demo is not null)
        {
            await _demo.TerminateAsync(TimeSpan.FromSeconds(20));
            await _demo.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Returns the candidate when it is held for review.</summary>
    public async Task<string> SendDoubtfulAsync()
    {
        var status = await (await Http.SendResumeAsync(Files.Doubtful)).AcceptedAsync();
        return (await Http.WaitAsync(status, s => s.Text("state") == "held")).Text("candidate");
    }

    private async Task StartBrowserAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.Deadline.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Timeout = (float)Patience.Deadline.TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    private async Task StartDemoAsync()
    {
        var port = FreePort.Take();
        Url = $"http://127.0.0.1:{port}";
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _demo = await BoundProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "ClearView.Cli"),
            ["demo", "--port", $"{port}", "--pace", "0.05", "--data", _folder, "--samples", Home.Samples, .. Options],
            new Dictionary<string, string?>(),
            line =>
            {
                _lines.Enqueue(line);
                if (line.Contains("Ctrl+C", StringComparison.Ordinal))
                    ready.TrySetResult();
            });
        await Task.WhenAny(ready.Task, _demo.Exited).WaitAsync(Patience.Deadline);
        Assert.True(ready.Task.IsCompleted, "The demo ended before it was ready.\n" + _demo.LastLines());

        Http = new HttpClient { BaseAddress = new Uri(Url) };
        var invented = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Home.Samples, "candidates.json"))).RootElement.GetArrayLength();
        await Http.WaitAsync("/api/v1/account", a => a.GetProperty("received").GetInt64() == invented);
        // One of the samples waits for a human; a test releases it, and pages show one that waits and one that was refused.
        await SendDoubtfulAsync();
        await Http.SendJsonAsync("/api/v1/reviews/" + await SendDoubtfulAsync(), """{"decision":"refuse"}""");
        await Http.WaitAsync("/api/v1/account", a => a.GetProperty("unaccounted").GetInt64() == 0);
    }
}

/// <summary>One demo for all that a browser does: its start costs more than a page.</summary>
[CollectionDefinition]
public sealed class SharedDemo : ICollectionFixture<DemoInBrowser>;
