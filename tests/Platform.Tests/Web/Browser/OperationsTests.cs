using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>What a person breaks with the demo's buttons, sees broken, and mends; everything that was sent meanwhile comes through.</summary>
[Collection<SharedDemo>]
[Trait("Category", "Slow")]
public sealed class OperationsTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_slowed_function_shows_its_queue_grow_and_works_it_off_when_it_is_freed()
    {
        await using var page = await demo.OpenAsync("/operations");
        await Button(page, "Slow Tell story").ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Slowed" })).ToBeVisibleAsync();
        await Expect(Button(page, "Free Tell story")).ToBeVisibleAsync();

        var sent = await SendAsync(12);
        await Expect(Length(page, "tell-story")).Not.ToHaveTextAsync("0");
        await Button(page, "Free Tell story").ClickAsync();

        await ThroughAsync(sent);
        await Expect(Length(page, "tell-story")).ToHaveTextAsync("0");
        await NothingIsLostAsync(page);
    }

    [Fact]
    public async Task A_killed_worker_is_shown_dead_and_another_takes_up_its_work()
    {
        await using var page = await demo.OpenAsync("/operations");
        var sent = await SendAsync(4);
        await Button(page, "Kill AI tool").ClickAsync();
        await Expect(Button(page, "Restart AI tool")).ToBeVisibleAsync();

        sent = [.. sent, .. await SendAsync(4)];
        await Expect(Length(page, "anonymize")).Not.ToHaveTextAsync("0");
        await Button(page, "Restart AI tool").ClickAsync();

        await ThroughAsync(sent);
        await Expect(Button(page, "Kill AI tool")).ToBeVisibleAsync();
        await NothingIsLostAsync(page);
    }

    [Fact]
    public async Task While_the_broker_is_stopped_the_intake_goes_on_and_the_page_says_so()
    {
        await using var page = await demo.OpenAsync("/operations");
        await Button(page, "Stop the broker").ClickAsync();
        await Expect(page.Page.Locator("header .broker")).ToContainTextAsync("stopped");
        await Expect(page.Page.Locator("#live")).ToContainTextAsync("safe on its disk");

        var sent = await SendAsync(3);
        await page.Page.GotoAsync("/");
        await Expect(page.Page.Locator("#flow-broker")).ToContainTextAsync("does not answer");
        await Expect(page.Page.Locator("#flow-intake .stop-count")).Not.ToHaveTextAsync("0");
        await page.Page.GotoAsync("/operations");
        await Button(page, "Start the broker").ClickAsync();

        await ThroughAsync(sent);
        await Expect(page.Page.Locator("header .broker")).ToContainTextAsync("running");
        await NothingIsLostAsync(page);
    }

    [Fact]
    public async Task The_buttons_work_without_scripts()
    {
        await using var page = await demo.OpenAsync("/operations", o => o.JavaScriptEnabled = false);
        await Button(page, "Slow Give tips").ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Slowed" })).ToBeVisibleAsync();

        await Button(page, "Free Give tips").ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "runs freely" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_arrival_appears_by_itself_and_what_the_reader_opened_stays_open()
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.GetByText("Paste a job").ClickAsync();
        await page.Page.GetByLabel("Title").FillAsync("Half a ti");

        var candidate = (await ThroughAsync(await SendAsync(1))).Single();

        await Expect(page.Page.Locator("#a-" + candidate)).ToBeVisibleAsync();
        await Expect(page.Page.GetByLabel("Title")).ToHaveValueAsync("Half a ti");
        await Expect(page.Page.GetByLabel("Title")).ToBeFocusedAsync();
    }

    private static ILocator Button(WatchedPage page, string name) => page.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Length(WatchedPage page, string function) => page.Page.Locator($"[id='clearview.{function}'] td").First;

    private static Task NothingIsLostAsync(WatchedPage page) =>
        Expect(page.Page.Locator(".account .verdict")).ToHaveTextAsync("Nothing is lost. Everything that came in is accounted for.");

    private async Task<IReadOnlyList<string>> SendAsync(int resumes)
    {
        var sent = new List<string>();
        for (var i = 0; i < resumes; i++)
            sent.Add(await (await demo.Http.SendResumeAsync(Files.Good)).AcceptedAsync());
        return sent;
    }

    private async Task<IReadOnlyList<string>> ThroughAsync(IReadOnlyList<string> sent)
    {
        var candidates = new List<string>();
        foreach (var status in sent)
            candidates.Add((await demo.Http.ThroughAsync(status)).Text("candidate"));
        return candidates;
    }
}
