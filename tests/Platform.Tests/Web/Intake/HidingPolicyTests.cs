using System.Text;
using ClearView.Cli.Node;

namespace ClearView.Platform.Tests.Web.Intake;

/// <summary>hiding.json as an operator writes it, and what a hiring team then sees.</summary>
public sealed class HidingPolicyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-hiding-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_the_tenant_shows_stays_in_what_came_in_over_http()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "hiding.json"), """{ "default": { "show": ["school"] } }""", Asking.Ct);
        await using var node = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(node.Url) };
        var text = Encoding.UTF8.GetBytes("Zephyrine Quackenbush\nzq@example.org\n\n" + Encoding.UTF8.GetString(Files.Good) + "\nEducation\nBachelor of Science, University of Leeds\n");

        var through = await http.ThroughAsync(await (await http.SendBytesAsync(text)).AcceptedAsync());

        var shown = (await http.GetJsonAsync(through.GetProperty("links").Text("candidate"))).GetProperty("resume").Text("text");
        Assert.Contains("University of Leeds", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Quackenbush", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_keeps_it_from_starting()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "hiding.json"), """{ "default": { "show": ["name"] } }""", Asking.Ct);

        Assert.Contains("'name' is never shown", (await Assert.ThrowsAsync<HidingFileException>(StartAsync)).Message, StringComparison.Ordinal);
    }

    private Task<RunningNode> StartAsync() => RunningNode.StartAsync(
        new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = new DataFolder(_folder), Port = 0, Name = "all" }, null, CancellationToken.None);
}
