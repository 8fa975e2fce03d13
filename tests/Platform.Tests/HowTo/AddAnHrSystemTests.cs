using System.Text;
using ClearView.HrSystems;
using ClearView.Platform.Tests.Architecture;
using ClearView.Platform.Tests.HowTo.Nightly;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.HowTo;

/// <summary>
/// docs/how-to/add-an-hr-system.md shows the files below Nightly/, letter for letter; there they are compiled, and the connector contract
/// runs on them.
/// </summary>
public sealed class AddAnHrSystemTests
{
    private static readonly HowToPage _page = HowToPage.Read("add-an-hr-system.md");

    [Fact]
    public void The_page_shows_what_is_compiled_and_tested()
    {
        Assert.Equal(
            ["src/HrSystems/Nightly/NightlySystem.cs", "tests/Platform.Tests/HrSystems/NightlyContractTests.cs"], _page.Files.Select(f => f.Path));
        Assert.All(_page.Files, file => Assert.Equal(Compiled(Path.GetFileName(file.Path)), file.Code));
        Assert.Contains(_page.Line.Line, Compiled("NightlyCatalog.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_goes_into_the_catalog_of_HR_systems()
    {
        Assert.Equal("src/HrSystems/HrSystemCatalog.cs", _page.Line.Path);
        Assert.Single(File.ReadAllLines(Repository.File(_page.Line.Path)), line => line.Contains($"new({_page.Line.Before}.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_settings_on_the_page_make_the_system()
    {
        var folder = Directory.CreateTempSubdirectory("hr-nightly-");
        try
        {
            var system = Create(_page.Only("json").Replace("/srv/hr/nightly", folder.FullName, StringComparison.Ordinal));

            Assert.Equal("nightly", system.Name);
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_by_name() =>
        Assert.Contains("/srv/hr/nightly", Assert.Throws<HrSettingsException>(() => Create(_page.Only("json"))).Message, StringComparison.Ordinal);

    private static IHrSystem Create(string settings)
    {
        var line = Assert.Single(NightlyCatalog.All);
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings))).Build();
        return line.Create(configuration.GetSection(line.Section), new ServiceCollection().BuildServiceProvider());
    }

    private static string Compiled(string file) => Repository.Read("tests", "Platform.Tests", "HowTo", "Nightly", file);
}
