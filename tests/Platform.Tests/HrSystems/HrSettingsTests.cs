using ClearView.HrSystems;
using ClearView.Messaging.Protection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class HrSettingsTests
{
    [Fact]
    public void A_system_is_there_when_its_section_is()
    {
        Assert.Empty(Systems([]));
        Assert.Equal(["folder"], Systems(new() { ["HrSystems:Folder:Path"] = Path.GetTempPath() }).Select(s => s.Name));
        Assert.Equal(["greenhouse"], Systems(new()
        {
            ["HrSystems:Greenhouse:BaseAddress"] = "http://127.0.0.1:5",
            ["HrSystems:Greenhouse:ClientId"] = "i",
            ["HrSystems:Greenhouse:ClientSecret"] = "s",
            ["HrSystems:Greenhouse:PollSeconds"] = "1",
            ["HrSystems:Greenhouse:WebhookSecret"] = "w",
        }).Select(s => s.Name));
    }

    [Theory]
    [InlineData("HrSystems:Foldr:Path")]
    [InlineData("Folder:Path")]
    [InlineData("HrSystem")]
    public void A_section_that_no_system_reads_is_named_with_those_that_are(string key)
    {
        var failure = Assert.Throws<HrSettingsException>(() => Systems(new() { [key] = Path.GetTempPath() }));

        Assert.Contains($"'{(key == "HrSystems:Foldr:Path" ? "HrSystems:Foldr" : key)}' is no HR system", failure.Message, StringComparison.Ordinal);
        Assert.Contains("HrSystems:Folder", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HrSystems:Greenhouse:BaseAddress", "http://harvest.greenhouse.io", "BaseAddress")]
    [InlineData("HrSystems:Greenhouse:BaseAddress", "ftp://127.0.0.1", "BaseAddress")]
    [InlineData("HrSystems:Greenhouse:TokenAddress", "http://example.com/token", "TokenAddress")]
    [InlineData("HrSystems:Greenhouse:PollSeconds", "0", "PollSeconds")]
    [InlineData("HrSystems:Greenhouse:PollSeconds", "often", "PollSeconds")]
    [InlineData("HrSystems:Greenhouse:NoteVisibility", "everybody", "NoteVisibility")]
    [InlineData("HrSystems:Greenhouse:DeadlineSeconds", "NaN", "DeadlineSeconds")]
    [InlineData("HrSystems:Folder:Path", "/there/is/no/such/folder", "Path")]
    [InlineData("HrSystems:Folder:MostFiles", "0", "MostFiles")]
    [InlineData("HrSystems:Folder:PolSeconds", "7", "'PolSeconds' is no setting")]
    [InlineData("HrSystems:Greenhouse:NoteVisibilty", "private", "'NoteVisibilty' is no setting")]
    [InlineData("HrSystems:Greenhouse:AttachmentHosts", ".example.com", "AttachmentHosts takes a list")]
    public void Settings_that_cannot_be_used_are_named_with_their_section(string key, string value, string named)
    {
        var section = key[..key.LastIndexOf(':')];

        var failure = Assert.Throws<HrSettingsException>(() => Systems(new() { [key] = value }));

        Assert.Contains(section, failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_is_empty_is_one_whose_settings_are_missing()
    {
        var failure = Assert.Throws<HrSettingsException>(() => Systems(new() { ["HrSystems:Folder"] = null }));

        Assert.Contains("Path is ''", failure.Message, StringComparison.Ordinal);
    }

    private static List<IHrSystem> Systems(Dictionary<string, string?> settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(new KeyedDigest(new OneKey())).AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddHrSystems(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return [.. services.GetServices<IHrSystem>()];
    }
}
