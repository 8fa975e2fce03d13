using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>A page in a browser, with everything that the browser complained of.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Enqueue("exception: " + error);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, script errors, and what the content policy refused.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, string path)
    {
        context.SetDefaultTimeout((float)Patience.Deadline.TotalMilliseconds);
        var watched = new WatchedPage(context, await context.NewPageAsync());
        await watched.Page.ExposeFunctionAsync("complain", (string what) => watched._complaints.Enqueue("policy: " + what));
        await watched.Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', (e) => complain(e.violatedDirective + ' ' + e.blockedURI));");
        await watched.Page.GotoAsync(path);
        return watched;
    }

    /// <summary>What axe finds wrong, as lines to read.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html} {string.Join(' ', n.Any.Select(c => c.Message))}"))];
    }

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
