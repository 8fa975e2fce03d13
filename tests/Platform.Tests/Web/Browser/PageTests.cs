using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClearView.Platform.Tests.Web.Browser;

[Collection<SharedDemo>]
[Trait("Category", "Slow")]
public sealed partial class PageTests(DemoInBrowser demo)
{
    // Layout follows the width alone and colour the scheme alone: two looks show all that four would.
    private static readonly (ColorScheme Scheme, int Width, int Height)[] _looks = [(ColorScheme.Light, 1280, 900), (ColorScheme.Dark, 390, 844)];

    public static TheoryData<string> Pages => [.. DemoPages.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_fits_and_breaks_no_rule_wide_and_light_or_narrow_and_dark(string name)
    {
        var wrong = new List<string>();
        foreach (var (scheme, width, height) in _looks)
        {
            await using var page = await demo.OpenAsync("/health/live", o =>
            {
                o.ColorScheme = scheme;
                o.ViewportSize = new ViewportSize { Width = width, Height = height };
            });
            await page.Page.GotoAsync(await DemoPages.PathAsync(demo.Http, name));
            // Some of each kind: dozens of the same tell nothing new, and take minutes.
            await page.Page.EvaluateAsync("() => [...document.querySelectorAll('main details')].filter((d, i, all) => i < 3 || i >= all.length - 3).forEach((d) => (d.open = true))");

            var look = $"{name}, {scheme}, {width}: ";
            wrong.AddRange((await page.AxeAsync()).Select(v => look + v));
            if (await page.OverflowAsync() is > 0 and var over)
                wrong.Add(look + $"{over} pixels too wide");
            // The browser itself reports that the page which does not exist was answered with 404.
            wrong.AddRange(page.Complaints.Where(c => name != "lost" || !c.Contains("404", StringComparison.Ordinal)).Select(c => look + c));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_used_with_the_keyboard_alone(string name)
    {
        await using var page = await demo.OpenAsync(await DemoPages.PathAsync(demo.Http, name));
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedAsync(page, "e => e.textContent"));
        Assert.True(await page.Page.Locator(".skip").EvaluateAsync<bool>("e => e.getBoundingClientRect().left >= 0"));

        var wanted = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, [tabindex='0']")]
                .filter((e) => e.checkVisibility())
                .map((e, i) => (e.dataset.stop = String(i)))
            """);
        var reached = new HashSet<string> { await FocusedAsync(page, "e => e.dataset.stop ?? ''") };
        // Some more than there are, because lists may grow meanwhile.
        for (var i = 0; i < wanted.Length * 2 && reached.Count < wanted.Length; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            reached.Add(await FocusedAsync(page, "e => e.dataset.stop ?? ''"));
        }

        // What the live page has replaced meanwhile can no longer be reached.
        var there = await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-stop]')].map((e) => e.dataset.stop)");
        Assert.Empty(wanted.Intersect(there).Except(reached));
        Assert.NotEmpty(reached.Intersect(there));
    }

    [Fact]
    public async Task The_skip_link_leads_past_the_navigation()
    {
        await using var page = await demo.OpenAsync("/candidates");
        await page.Page.Keyboard.PressAsync("Tab");

        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("All", await FocusedAsync(page, "e => e.textContent"));
    }

    [Fact]
    public async Task Every_page_names_the_broker_and_its_version()
    {
        await using var page = await demo.OpenAsync("/");

        foreach (var path in new[] { "/", "/candidates", "/jobs", "/reviews", "/operations", "/nowhere" })
        {
            // A page shows the broker as it was when it was made, and a broker may be slow to answer.
            using var patience = new CancellationTokenSource(Patience.Deadline);
            do
            {
                Assert.False(patience.IsCancellationRequested, path);
                await page.Page.GotoAsync(path);
            }
            while (!NamedBroker().IsMatch(await page.Page.Locator("header .broker").InnerTextAsync()));
        }
    }

    [GeneratedRegex(@"\w+ [0-9]+\.[0-9]+.* running")]
    private static partial Regex NamedBroker();

    private static Task<string> FocusedAsync(WatchedPage page, string what) => page.Page.EvaluateAsync<string>($"() => ({what})(document.activeElement)");
}
