using System.Runtime.CompilerServices;
using ClearView.Platform.Tests.HrSystems;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.Web;

/// <summary>What fails when its answer has begun, as a page's live stream may.</summary>
public sealed class CutOffAnswerTests
{
    private const string Canary = "Ottoline Quillfeather";

    [Fact]
    public async Task Its_exceptions_text_is_in_no_line_of_the_log_and_its_type_is()
    {
        using var log = new RememberingLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseMiddleware<ErrorAnswers>();
        app.MapGet("/", (CancellationToken ct) => TypedResults.ServerSentEvents(BeginAndFailAsync(ct)));
        await app.StartAsync(Asking.Ct);
        using var http = new HttpClient();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetStringAsync(new Uri(app.Urls.First()), Asking.Ct));
        await app.StopAsync(Asking.Ct);

        Assert.Contains(log.Lines, l => l.Contains(nameof(InvalidOperationException), StringComparison.Ordinal) && l.Contains(nameof(BeginAndFailAsync), StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains(Canary, StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<string> BeginAndFailAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return "<p>One</p>";
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        throw new InvalidOperationException("No story for " + Canary);
    }
}
