using ClearView.AiTool.Anonymize;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.Cli;

/// <summary>hiding.json: what tenants show, and nothing by mistake.</summary>
public sealed class HidingFileTests : IDisposable
{
    private readonly OwnFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HidingPolicy Read(string? json)
    {
        if (json is not null)
            _folder.Write("hiding.json", json);
        return HidingFile.Read(Path.Combine(_folder.Root, "hiding.json"));
    }

    [Fact]
    public void Without_a_file_and_for_who_is_not_named_everything_is_hidden()
    {
        Assert.Empty(Read(null).Of("default"));
        Assert.Empty(Read("""{ "acme": { "show": ["school"] } }""").Of("default"));
        Assert.Empty(Read("""{ "acme": { "show": [] } }""").Of("acme"));
    }

    [Fact]
    public void What_is_shown_stays_in_the_text_and_the_rest_goes()
    {
        var hide = Read("""{ "acme": { "show": ["school", "military"] } }""").Of("acme");
        const string Text = "Ada Nowak\nada@example.org\n\nEducation\nBachelor of Science, University of Leeds, Leeds\n";

        var shown = Anonymizer.Anonymize(Text, null, hide).Text;
        var all = Anonymizer.Anonymize(Text, null, []).Text;

        Assert.Contains("University of Leeds", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("University of Leeds", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Nowak", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Line 1")]
    [InlineData("null", "It says nothing")]
    [InlineData("{ \"acme\": null }", "What 'acme' shows is missing")]
    [InlineData("{ \"acme\": {} }", "What 'acme' shows is missing")]
    [InlineData("{ \"acme\": { \"hide\": [\"name\"] } }", "Line 1")]
    [InlineData("{ \"acme\": { \"show\": [\"schools\"] } }", "'schools' is no kind of identity")]
    [InlineData("{ \"acme\": { \"show\": [\"name\"] } }", "'name' is never shown")]
    [InlineData("{ \"acme\": { \"show\": [\"school\"] }, \"acme\": { \"show\": [] } }", "Line 1")]
    public void A_file_that_cannot_be_used_shows_nothing_and_says_why(string json, string says) =>
        Assert.Contains(says, Assert.Throws<HidingFileException>(() => Read(json)).Message, StringComparison.Ordinal);
}
