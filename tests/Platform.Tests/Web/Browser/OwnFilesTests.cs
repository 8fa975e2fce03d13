using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>What a person does who tries ClearView with files and a job of their own.</summary>
[Collection<SharedDemo>]
[Trait("Category", "Slow")]
public sealed class OwnFilesTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_person_drops_a_file_and_sees_its_story_its_matches_and_what_was_hidden()
    {
        await using var page = await demo.OpenAsync("/");
        await DropAsync(page.Page, ("my cv.txt", Files.Good));

        var row = page.Page.Locator("#own > li").Filter(new LocatorFilterOptions { HasText = "my cv.txt" });
        await Expect(row).ToContainTextAsync("Ready");
        await row.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.Page.Locator(".smart > li")).ToHaveCountAsync(5);
        await Expect(page.Page.Locator(".matches > li").First).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#resume")).ToContainTextAsync("Harbour Freight");
        await Expect(page.Page.Locator("#original")).ToContainTextAsync("Harbour Freight");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_apart_from_the_others_with_its_cause()
    {
        await using var page = await demo.OpenAsync("/");

        await DropAsync(page.Page, ("locked.pdf", Files.Broken("encrypted.pdf")), ("fine.txt", Files.Good), ("empty.txt", []));

        await Expect(Row(page, "locked.pdf")).ToContainTextAsync("protected by a password");
        await Expect(Row(page, "empty.txt")).ToContainTextAsync("empty (0 bytes)");
        await Expect(Row(page, "fine.txt")).ToContainTextAsync("Ready");
    }

    [Fact]
    public async Task A_file_that_is_chosen_is_sent_as_one_that_is_dropped()
    {
        await using var page = await demo.OpenAsync("/");

        await page.Page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "chosen.txt", MimeType = "text/plain", Buffer = Files.Good });

        await Expect(Row(page, "chosen.txt")).ToContainTextAsync("Ready");
    }

    [Fact]
    public async Task A_person_pastes_a_job_and_sees_who_fits_and_why()
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.GetByText("Paste a job").ClickAsync();
        await page.Page.GetByLabel("Title").FillAsync("Nurse for the night shift");
        await page.Page.GetByLabel("Posting").FillAsync("We need\n- patient care\n- medication administration\n- at least 2 years of experience");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Publish this job" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nurse for the night shift");
        await Expect(page.Page.Locator(".matches > li").Nth(5)).ToBeVisibleAsync();
        // Those that are folded away too.
        var scores = await page.Page.Locator(".matches .score b").AllTextContentsAsync();
        Assert.Equal(scores.Select(int.Parse).OrderDescending(), scores.Select(int.Parse));

        var best = page.Page.Locator(".matches > li").First;
        await best.Locator("summary").First.ClickAsync();
        await best.Locator("a.quote").First.ClickAsync();
        await Expect(page.Page.Locator("#posting [data-lit]").First).ToBeVisibleAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_posting_without_text_is_refused_and_what_was_typed_stays()
    {
        await using var page = await demo.OpenAsync("/jobs/new");
        await page.Page.GetByLabel("Title").FillAsync("Baker");
        await page.Page.GetByLabel("Posting").FillAsync("   \n  ");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Publish this job" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Paste the whole posting");
        await Expect(page.Page.GetByLabel("Title")).ToHaveValueAsync("Baker");
        Assert.Empty(await page.AxeAsync());
    }

    [Fact]
    public async Task A_part_of_a_story_leads_to_the_words_that_it_rests_on()
    {
        await using var page = await demo.OpenAsync("/candidates/" + await DemoPages.CandidateAsync(demo.Http, "anonymous"));
        var quote = page.Page.Locator(".smart a.quote").First;
        var words = (await quote.InnerTextAsync()).Trim('"', '\u201c', '\u201d', '\u2026', ' ');

        await quote.ClickAsync();

        var lit = string.Concat(await page.Page.Locator("#resume [data-lit]").AllTextContentsAsync());
        Assert.Contains(words[..10], string.Join(' ', lit.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        await Expect(page.Page.Locator("#resume [data-lit]").First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_invented_candidate_who_is_held_goes_on_when_a_person_releases_it()
    {
        var candidate = (await demo.Http.GetJsonAsync("/api/v1/candidates")).GetProperty("candidates").EnumerateArray()
            .Single(c => c.Text("state") == "held" && c.Text("system") == "greenhouse").Text("id");
        await using var page = await demo.OpenAsync("/reviews");
        await page.Page.Locator($"a[href='/reviews/{candidate}']").First.ClickAsync();
        await Expect(page.Page.Locator("#resume .m-doubt")).ToContainTextAsync("Elena Moretti");

        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Release") }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "was released" })).ToBeVisibleAsync();
        await page.Page.GotoAsync("/candidates/" + candidate);
        await Expect(page.Page.Locator(".smart > li")).ToHaveCountAsync(5);
        await Expect(page.Page.Locator("[aria-labelledby=tips-h] .tips > li")).Not.ToHaveCountAsync(0);
        await Expect(page.Page.Locator(".matches > li")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_of_which_a_step_failed_is_not_called_ready()
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.RouteAsync("**/api/v1/resumes/*/status", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """
                {"state":"anonymous","cause":null,"steps":[{"name":"anonymous","state":"done","cause":null},
                 {"name":"story","state":"failed","cause":"The story was not told in time."},{"name":"tips","state":"done","cause":null}]}
                """,
        }));

        await DropAsync(page.Page, ("half.txt", Files.Good));

        await Expect(Row(page, "half.txt")).ToContainTextAsync("its story could not be made. The story was not told in time.");
        await Expect(Row(page, "half.txt")).ToContainTextAsync("Drop the file again");
        await Expect(Row(page, "half.txt")).Not.ToContainTextAsync("Ready");
    }

    private static ILocator Row(WatchedPage page, string file) => page.Page.Locator("#own > li").Filter(new LocatorFilterOptions { HasText = file });

    /// <summary>As a hand does it: files over the place, then let go.</summary>
    private static async Task DropAsync(IPage page, params (string Name, byte[] Content)[] files) => await page.EvaluateAsync("""
        (files) => {
            const dropped = new DataTransfer();
            for (const { name, content } of files)
                dropped.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
            for (const kind of ["dragenter", "dragover", "drop"])
                document.getElementById("drop").dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }
        """, files.Select(f => new { name = f.Name, content = Convert.ToBase64String(f.Content) }).ToArray());
}
