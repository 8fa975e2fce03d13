using System.Text.Json;
using System.Xml.Linq;
using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.Docs;

public sealed class NoticesTests
{
    private const string Program = "## In the program";
    private const string WordLists = "## In the word lists";
    private static readonly string _notices = Repository.Read("THIRD-PARTY-NOTICES.md");

    [Fact]
    public void Every_package_in_the_program_is_named_with_its_version_and_licence() =>
        Assert.Equal(Shipped(), Named(_notices.Split(Program)[1].Split(WordLists)[0]));

    [Fact]
    public void Every_other_pinned_package_is_named_too()
    {
        var pinned = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => $"{p.Attribute("Include")!.Value} {p.Attribute("Version")!.Value}");

        Assert.Empty(pinned.Except(Shipped()).Except(Named(_notices.Split(WordLists)[1])));
    }

    [Fact]
    public void The_sources_of_the_word_lists_are_named_as_their_own_notice_names_them()
    {
        var rows = Repository.Read("src", "AiTool", "Anonymize", "Gazetteers", "NOTICE.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var source = row.Split('|')[1].Replace("`", "", StringComparison.Ordinal).Trim().Split(' ');
            Assert.Contains(_notices.Split('\n'), line => line.StartsWith($"| {source[0]}", StringComparison.Ordinal) && line.Contains($"| {source[1]} |", StringComparison.Ordinal));
        });
        Assert.Contains("GeoNames (https://www.geonames.org)", _notices, StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", _notices, StringComparison.Ordinal);
    }

    /// <summary>What Cli gets, directly and through others: nothing else is published.</summary>
    private static List<string> Shipped()
    {
        using var json = JsonDocument.Parse(Repository.Read("src", "Cli", "packages.lock.json"));
        return
        [
            .. json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(p => p.Value.GetProperty("type").GetString() != "Project" && p.Name != "Microsoft.CodeAnalysis.BannedApiAnalyzers")
                .Select(p => $"{p.Name} {p.Value.GetProperty("resolved").GetString()}").Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static List<string> Named(string section) =>
    [
        .. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Package", StringComparison.Ordinal))
            .Select(line => line.Split('|')).Where(cells => cells[3].Trim().Length > 0).Select(cells => $"{cells[1].Trim()} {cells[2].Trim()}")
            .Order(StringComparer.OrdinalIgnoreCase),
    ];
}
