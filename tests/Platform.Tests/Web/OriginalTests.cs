using ClearView.Cli.Demo;
using ClearView.Cli.Node;

namespace ClearView.Platform.Tests.Web;

public sealed class OriginalTests
{
    [Fact]
    public async Task A_page_that_is_watched_opens_the_original_once()
    {
        var folder = Directory.CreateTempSubdirectory("original-").FullName;
        var data = DemoMark.Claim(new DataFolder(folder));
        try
        {
            await using var node = await RunningNode.StartAsync(
                new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = data, Port = 0, Name = "all", Samples = folder }, null, Asking.Ct);
            using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
            var candidate = (await http.ThroughAsync(await (await http.SendResumeAsync(Files.Good)).AcceptedAsync())).Text("candidate");
            using var stream = new StreamReader(await http.GetStreamAsync("/live/candidates/" + candidate, Asking.Ct));
            Assert.Contains("id=\"original\"", await EventAsync(stream), StringComparison.Ordinal);

            // What is opened again from now on is not there. A new job changes the page.
            Directory.Delete(data.Vault, recursive: true);
            await http.SendJobAsync("Dispatcher for the quay", "Must have\n- Excel");
            string drawn;
            do
                drawn = await EventAsync(stream);
            while (!drawn.Contains("Dispatcher for the quay", StringComparison.Ordinal));

            Assert.Contains("id=\"original\"", drawn, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> EventAsync(StreamReader stream)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Asking.Ct);
        patience.CancelAfter(Patience.Deadline);
        var lines = new List<string>();
        while (await stream.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length > 0)
                lines.Add(line);
            else if (lines.Count > 0)
                break;
        }

        return string.Join('\n', lines);
    }
}
