using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClearView.Cli.PrivateRabbit;
using ClearView.Platform.Tests.Installation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>The demo's buttons with four processes around a RabbitMQ: what they end and start is real.</summary>
[Trait("Category", "Slow")]
public sealed class FourProcessesTests(FourProcessesTests.RabbitDemo rabbit) : IClassFixture<FourProcessesTests.RabbitDemo>
{
    private DemoInBrowser Demo => rabbit.Demo;

    [Fact]
    public async Task A_process_that_was_killed_is_shown_dead_and_the_next_one_takes_up_its_work()
    {
        await using var page = await OpenAsync();
        await Button(page, "Kill AI tool").ClickAsync();
        await Expect(Button(page, "Restart AI tool")).ToBeVisibleAsync();
        var sent = await (await Demo.Http.SendResumeAsync(Files.Good)).AcceptedAsync();

        await Button(page, "Restart AI tool").ClickAsync();

        await Expect(Said(page)).ToContainTextAsync("Started again");
        await Demo.Http.ThroughAsync(sent);
        await Expect(Button(page, "Kill AI tool")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_slowed_function_keeps_what_waits_and_works_it_off_when_it_is_freed()
    {
        await using var page = await OpenAsync();
        await Button(page, "Slow Tell story").ClickAsync();
        await Expect(Button(page, "Free Tell story")).ToBeVisibleAsync();
        var sent = await (await Demo.Http.SendResumeAsync(Files.Good)).AcceptedAsync();

        await Button(page, "Free Tell story").ClickAsync();

        await Expect(Said(page)).ToContainTextAsync("runs freely");
        await Demo.Http.ThroughAsync(sent);
    }

    [Fact]
    public async Task The_process_of_the_page_itself_comes_back_when_it_was_killed()
    {
        await using var page = await OpenAsync();
        var before = await page.Page.Locator("#w-web").InnerTextAsync();

        await Button(page, "Kill Web").ClickAsync();

        await Expect(page.Page.Locator("#connection")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#connection")).ToBeHiddenAsync();
        await Expect(page.Page.Locator("#w-web")).Not.ToHaveTextAsync(before);
        await Expect(Button(page, "Kill Web")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_broker_is_stopped_and_started_and_what_came_meanwhile_comes_through()
    {
        await using var page = await OpenAsync();
        await Button(page, "Stop the broker").ClickAsync();
        await Expect(page.Page.Locator("header .broker")).ToContainTextAsync("stopped");
        var sent = await (await Demo.Http.SendResumeAsync(Files.Good)).AcceptedAsync();

        await Button(page, "Start the broker").ClickAsync();

        await Expect(Said(page)).ToContainTextAsync("The broker runs again");
        await Expect(page.Page.Locator("header .broker")).ToContainTextAsync("running");
        await Demo.Http.ThroughAsync(sent);
    }

    [Fact]
    public async Task A_role_that_dies_by_itself_leaves_its_last_words_and_no_HR_system_is_called_well()
    {
        await using var page = await OpenAsync();
        var number = Regex.Match(await page.Page.Locator("#w-hr").InnerTextAsync(), "process ([0-9]+)").Groups[1].Value;

        Process.GetProcessById(int.Parse(number, CultureInfo.InvariantCulture)).Kill();

        await Expect(Button(page, "Restart HR systems")).ToBeVisibleAsync();
        // The page and the demo's own lines come by different ways.
        using var patience = new CancellationTokenSource(Patience.Deadline);
        while (Demo.Lines.SkipWhile(l => !l.EndsWith("The role hr ended by itself, with exit code 137. It said last:", StringComparison.Ordinal)).Count() < 2)
        {
            Assert.False(patience.IsCancellationRequested, string.Join('\n', Demo.Lines));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await page.Page.GotoAsync("/");
        await Expect(page.Page.Locator("#hr-greenhouse")).ToContainTextAsync("Not heard from");
        await page.Page.GotoAsync("/operations");
        await Button(page, "Restart HR systems").ClickAsync();
        await page.Page.GotoAsync("/");
        await Expect(page.Page.Locator("#hr-greenhouse")).ToContainTextAsync("Up to date");
    }

    private async Task<WatchedPage> OpenAsync()
    {
        Installed.NeedsRabbit();
        return await Demo.OpenAsync("/operations");
    }

    private static ILocator Button(WatchedPage page, string name) => page.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Said(WatchedPage page) => page.Page.Locator("#said");

    /// <summary>Not started where RabbitMQ is missing: the demo would install it.</summary>
    public sealed class RabbitDemo : IAsyncLifetime
    {
        public DemoInBrowser Demo { get; } = new() { Options = ["--broker", "rabbitmq"] };

        public async ValueTask InitializeAsync()
        {
            if (RabbitPackage.IsInstalled)
                await Demo.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (RabbitPackage.IsInstalled)
                await Demo.DisposeAsync();
        }
    }
}
